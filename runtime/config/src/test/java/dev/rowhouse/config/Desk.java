package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A folder with a composite file in it, and what comes of reading it. */
final class Desk {
    static final String APPS = """
            apps { bare { class = example.Bare }, rich { class = example.Rich }, guestbook { class = example.Guestbook } }
            """;

    final FakeInspector inspector = new FakeInspector();
    final Path folder;
    final Path file;

    Desk(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("composite.conf");
    }

    Desk write(String name, String text) {
        try {
            var path = folder.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CompositeConfig read(String text) {
        write("composite.conf", text);
        return new CompositeReader(inspector).read(file);
    }

    /** Reads with the apps in the first line, so that the text starts in the second. */
    CompositeConfig readWithApps(String text) {
        return read(APPS + text);
    }

    /** The mistakes as lines, without the folder. */
    List<String> mistakes(String text) {
        var thrown = catchThrowableOfType(ConfigException.class, () -> read(text));
        if (thrown == null) {
            throw new AssertionError("nothing was found to be wrong");
        }
        return String.valueOf(thrown.getMessage()).replace(folder + "/", "").lines().toList();
    }

    List<String> mistakesWithApps(String text) {
        return mistakes(APPS + text);
    }

    InstanceConfig instance(String name, CompositeConfig composite) {
        return composite.instances()
                .stream()
                .filter(instance -> instance.name().value().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The settings, as the app's record. */
    static Record settings(InstanceConfig instance) {
        return switch (instance.settings()) {
            case SettingsConfig.Filled(var values) -> values;
            case SettingsConfig.Unfilled _ -> throw new AssertionError("its class may be unloaded");
        };
    }

    /** One instance with one engine of that text. */
    EngineConfig engine(String text) {
        var composite = read("""
                apps.guestbook { class = example.Guestbook }
                instances.a { app = guestbook, mount = "/a", settings.title = A
                  engines.log.url = "jdbc:h2:mem:log"
                  engines.default { %s } }
                """.formatted(text));
        return engine(composite.instances().getFirst(), "default");
    }

    static EngineConfig engine(InstanceConfig instance, String name) {
        return Objects.requireNonNull(instance.engines().get(new EngineName(name)));
    }

    List<String> engineMistakes(String text) {
        return mistakes("""
                apps.guestbook { class = example.Guestbook }
                instances.a { app = guestbook, mount = "/a", settings.title = A
                  engines.log.url = "jdbc:h2:mem:log"
                  engines.default { %s } }
                """.formatted(text));
    }
}
