package dev.rowhouse.server;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppShape;
import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.CompositeReader;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.Inspector;
import dev.rowhouse.config.Mistakes;
import dev.rowhouse.config.Secrets;
import dev.rowhouse.engine.EngineCheck;
import dev.rowhouse.instance.HostedApp;
import dev.rowhouse.instance.HostedApps;
import dev.rowhouse.instance.Reasons;
import dev.rowhouse.loader.CodeException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the apps that a composite names, on the class path or where the file says, and keeps them. For one thread, while one
 * file is read.
 */
final class AppCatalog implements Inspector, AutoCloseable {
    private final HostedApps apps = new HostedApps();

    /** The apps that were found. */
    HostedApps apps() {
        return apps;
    }

    /** Reads a composite file; what is wrong with static fields of apps makes it unusable for {@code statics = refuse}. */
    CompositeConfig read(Path file) {
        var config = new CompositeReader(this).read(file);
        new CompositeAudit(config).refuse();
        return config;
    }

    @Override
    public Optional<AppShape> inspect(AppConfig config, Mistakes mistakes) {
        try {
            return Optional.of(shape(apps.add(config)));
        } catch (CodeException e) {
            mistakes.add(e.place().map(AppConfig.Place::origin).orElse(config.origin()),
                    e.place().map(AppConfig.Place::key).orElse(key(config)), e.problem(), e.remedy());
        } catch (LinkageError e) {
            noPlan(config, mistakes, e, config.places().isEmpty() ? "put what it needs on the class path"
                    : "add the libraries that it needs to its path, which may be a folder or a list");
        } catch (RuntimeException e) {
            noPlan(config, mistakes, e, "let its method plan() return one, the same whenever it is asked");
        }
        return Optional.empty();
    }

    private static void noPlan(AppConfig config, Mistakes mistakes, Throwable failure, String remedy) {
        mistakes.add(config.origin(), key(config), "%s gives no plan: %s"
                .formatted(config.className().orElse("the app"), Reasons.describe(failure, Secrets.NONE)), remedy);
    }

    private static String key(AppConfig config) {
        return "apps.%s.class".formatted(config.name());
    }

    private static AppShape shape(HostedApp<?> app) {
        return new AppShape(app.plan().settings(), app.plan().defaults(), app.engines().keySet(),
                app.families().keySet());
    }

    @Override
    public void inspect(EngineConfig engine, String key, Mistakes mistakes) {
        EngineCheck.check(engine, key, mistakes);
    }

    /** Lets go of all apps. Their instances must be closed. */
    @Override
    public void close() {
        apps.close();
    }
}
