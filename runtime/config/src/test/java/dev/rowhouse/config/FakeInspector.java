package dev.rowhouse.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Knows four apps, as a room that knows code would. */
final class FakeInspector implements Inspector {
    /** Keys of the engines it was asked about. */
    final List<String> engineKeys = new ArrayList<>();

    record Bare() {}

    enum Colour {
        RED, DARK_BLUE
    }

    record Mail(String host, int port) {}

    record Rich(
            String title,
            int maxRows,
            long bytes,
            double ratio,
            boolean open,
            Duration pause,
            Colour colour,
            URI link,
            Path folder,
            Optional<String> note,
            Optional<Mail> mail,
            List<Integer> numbers,
            Map<String, Mail> mails) {
        Rich {
            if (maxRows < 0) {
                throw new IllegalArgumentException(
                        "max-rows %d is negative, title %s; write 0 or more".formatted(maxRows, title));
            }
        }
    }

    static final Rich STANDARD = new Rich("Standard", 10, 1, 0.5, false, Duration.ofSeconds(1), Colour.RED,
            URI.create("http://a.example/"), Path.of("a"), Optional.of("note"), Optional.of(new Mail("localhost", 25)),
            List.of(1), Map.of());

    record Strict(String title, Optional<String> note) {}

    @Override
    public Optional<AppShape> inspect(AppConfig app, Mistakes mistakes) {
        return switch (app.className().orElse("none")) {
            case "example.Bare" -> Optional.of(new AppShape(Bare.class, Optional.empty(), Set.of(), Set.of()));
            case "example.Rich" -> Optional.of(new AppShape(Rich.class, Optional.of(STANDARD), Set.of(), Set.of()));
            case "example.Office" -> Optional.of(new AppShape(Rich.class, Optional.of(STANDARD), names("x"), Set.of()));
            case "example.Guestbook" -> Optional.of(new AppShape(Strict.class, Optional.empty(),
                    Set.of(new EngineName("default"), new EngineName("log")), Set.of()));
            case "example.Blogs" -> Optional.of(new AppShape(Bare.class, Optional.empty(),
                    Set.of(new EngineName("posts")), Set.of(new EngineName("blog"))));
            case "example.Library" -> Optional.of(new AppShape(Bare.class, Optional.empty(),
                    names("one", "two", "three"), names("books", "files", "never")));
            default -> {
                mistakes.add(app.origin(), "apps.%s.class".formatted(app.name()),
                        "there is no class %s".formatted(app.className().orElse("none")), "write the name of a class");
                yield Optional.empty();
            }
        };
    }

    private static Set<EngineName> names(String... names) {
        return Arrays.stream(names).map(EngineName::new).collect(Collectors.toSet());
    }

    @Override
    public void inspect(EngineConfig engine, String key, Mistakes mistakes) {
        engineKeys.add(key);
        if (engine.pool().more().containsKey("refused")) {
            mistakes.add(engine.origin(), key, "the pool has no setting 'refused', password is %s"
                    .formatted(engine.password().map(Secret::value).orElse("")), "remove it");
        }
    }
}
