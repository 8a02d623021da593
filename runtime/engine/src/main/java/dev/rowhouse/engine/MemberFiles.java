package dev.rowhouse.engine;

import dev.rowhouse.config.FamilyConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * H2 or SQLite databases in files, which their drivers make.
 *
 * @param folder in which a file or folder per key is
 * @param names what these are called
 */
record MemberFiles(FamilyConfig family, Path folder, KeyPattern names) implements MemberDatabases {
    /** What SQLite itself calls files beside a database. */
    private static final Pattern BESIDE = Pattern.compile(".*-(?:journal|wal|shm)");

    static MemberFiles of(String owner, FamilyConfig family) {
        var pattern = family.pattern().url().file().orElseThrow().toAbsolutePath();
        var folder = pattern.getRoot();
        for (var segment : pattern) {
            if (KeyPattern.isIn(segment.toString())) {
                return new MemberFiles(family, folder, new KeyPattern(segment.toString()));
            }
            folder = folder.resolve(segment);
        }
        throw new EngineException(
                "%s: all keys have the one file %s; write {key} where the url names it".formatted(owner, pattern));
    }

    private Path file(String key) {
        return family.member(key).url().file().orElseThrow();
    }

    @Override
    public SortedSet<String> keys() throws IOException {
        var keys = new TreeSet<String>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                names.key(entry.getFileName().toString())
                        .filter(key -> !isBeside(key) && Files.isRegularFile(file(key)))
                        .ifPresent(keys::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new TreeSet<>();
        }
        return keys;
    }

    /** Whether a database of that key would be a file that SQLite has beside the database of another. */
    private boolean isBeside(String key) {
        return family.pattern().url().isSqlite() && BESIDE.matcher(file(key).getFileName().toString()).matches();
    }

    @Override
    public Opening prepare(String key) {
        if (isBeside(key)) {
            throw new EngineException(
                    "SQLite itself calls files so; use another key, or end the name in the url with .db");
        }
        var file = file(key);
        if (Files.exists(file)) {
            return Opening.DONE;
        }
        if (!MemberDatabases.mayMake(family.pattern().schema())) {
            throw new EngineException(
                    "there is no database %s, and none is made without schema = create or update".formatted(file));
        }
        return new Opening() {
            @Override
            public void succeeded() {
                // The driver has made it.
            }

            @Override
            public void failed(Throwable failure) throws IOException {
                remove(file, failure);
            }
        };
    }

    /** Leaves no file of a database that was never opened, if nobody else can have written into it. */
    private void remove(Path file, Throwable failure) throws IOException {
        var url = family.pattern().url();
        // H2 lets nobody else open its file; SQLite does, and there another process may have been first.
        boolean ours = url.isSqlite() ? Files.exists(file) && Files.size(file) == 0
                : FileInUse.find(url, failure).isEmpty();
        if (ours) {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
