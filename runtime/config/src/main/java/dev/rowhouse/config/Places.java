package dev.rowhouse.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigOrigin;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Turns the origins of the HOCON library into ours: files as the operator named them. */
final class Places {
    /** A value merged from several places has a list of them for a name; the first one wins, so it is the one to show. */
    private static final Pattern MERGED = Pattern.compile("(?:merge of )?(.*?)(?:: (\\d+)(?:-\\d+)?)?(?:,.*)?");

    private static final String MERGE = "merge of ";

    private final Path composite;
    private final boolean withoutFolder;

    /** Places in a composite file and what belongs to it. */
    Places(Path composite) {
        this.composite = composite;
        this.withoutFolder = composite.getParent() == null;
    }

    Origin of(ConfigOrigin origin) {
        var file = origin.filename() == null ? origin.description() : origin.filename();
        if (file.startsWith(MERGE)) {
            var merged = MERGED.matcher(file);
            if (merged.matches() && merged.group(2) != null) {
                return new Origin(shown(merged.group(1)), Integer.parseInt(merged.group(2)));
            }
        }
        return new Origin(shown(file), Math.max(0, origin.lineNumber()));
    }

    /** Where the library found something to be wrong; the composite file if it does not say. */
    Origin of(ConfigException problem) {
        return problem.origin() == null ? of(composite) : of(problem.origin());
    }

    Origin of(Path file) {
        return new Origin(shown(file.toString()), 0);
    }

    /** A composite named without folder is read as {@code ./composite.conf}, or its includes would not be found. */
    private String shown(String file) {
        return withoutFolder && file.startsWith("./") ? file.substring(2) : file;
    }
}
