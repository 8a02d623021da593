package dev.rowhouse.server;

import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.EngineConfig.Schema;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.Mistakes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.UnaryOperator;

/**
 * A folder with new databases in it for a whole composite, so that what is tried on it is never tried on anybody's data. Goes
 * away when it is closed.
 */
final class EmptyCopy implements AutoCloseable {
    private final Path folder;

    private EmptyCopy(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder, readable by this user alone. */
    static EmptyCopy create() {
        try {
            return new EmptyCopy(Files.createTempDirectory("rowhouse-probe"));
        } catch (IOException e) {
            throw new UncheckedIOException("no folder can be made for the databases of the probe", e);
        }
    }

    /**
     * The same composite with databases of its own: files of H2 and SQLite are elsewhere, and empty; those in memory are as they
     * were, since this process has its own.
     *
     * @throws ConfigException naming every engine that is in another process, and so can't be had twice
     */
    CompositeConfig of(CompositeConfig config) {
        var mistakes = new Mistakes();
        config.instances()
                .forEach(instance -> instance.databases().forEach(engine -> check(instance, engine, mistakes)));
        mistakes.throwIfAny();
        UnaryOperator<EngineConfig> anew = this::anew;
        return config.withInstances(config.instances()
                .stream()
                .map(instance -> instance.anew(anew, folder.resolve("instances").resolve(instance.name().value())))
                .toList());
    }

    private void check(InstanceConfig instance, EngineConfig engine, Mistakes mistakes) {
        if (engine.url().below(folder).isEmpty()) {
            mistakes.add(engine.origin(), "",
                    "engine '%s' of instance '%s' is not in this process, so it has no copy".formatted(engine.label(),
                            instance.name()),
                    "add --use-databases if what a probe writes may stay in it, or give the probe a file with other urls");
        }
    }

    /** What is in a file that is new has no tables, so who doesn't make any needs them made. */
    private EngineConfig anew(EngineConfig engine) {
        var url = engine.url().below(folder).orElseThrow();
        if (url.equals(engine.url())) {
            return engine;
        }
        return engine.anew(url, switch (engine.schema()) {
            case NONE, VALIDATE -> Schema.CREATE;
            case CREATE, UPDATE, DROP_AND_CREATE -> engine.schema();
        });
    }

    /** Deletes the folder and all that is in it. */
    @Override
    public void close() {
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s can't be deleted; delete it".formatted(folder), e);
        }
    }
}
