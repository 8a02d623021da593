package dev.rowhouse.server;

import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.AppShape;
import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.CompositeReader;
import dev.rowhouse.config.EngineConfig;
import dev.rowhouse.config.Inspector;
import dev.rowhouse.config.Mistakes;
import dev.rowhouse.engine.EngineCheck;
import dev.rowhouse.instance.HostedApp;
import dev.rowhouse.spi.App;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the apps that a composite names on the class path, and keeps one object of each. For one thread, while one file is
 * read.
 */
final class AppCatalog implements Inspector {
    private static final String REMEDY = "name a public class that implements dev.rowhouse.spi.App and is on the class path";

    private final Map<AppName, HostedApp<?>> apps = new LinkedHashMap<>();
    private final Map<AppName, AppCode> code = new LinkedHashMap<>();

    /** The apps that were found, by name. */
    Map<AppName, HostedApp<?>> apps() {
        return Map.copyOf(apps);
    }

    /** Where the code of each lies. */
    Map<AppName, AppCode> code() {
        return Map.copyOf(code);
    }

    /** Reads a composite file; instances with {@code statics = refuse} may make it unusable. */
    CompositeConfig read(Path file) {
        var config = new CompositeReader(this).read(file);
        new CompositeAudit(config, code).refuse();
        return config;
    }

    @Override
    public Optional<AppShape> inspect(AppConfig config, Mistakes mistakes) {
        try {
            var type = Class.forName(config.className());
            if (!App.class.isAssignableFrom(type)) {
                mistake(config, mistakes, "%s is not an App".formatted(config.className()));
                return Optional.empty();
            }
            var app = HostedApp.create(config.name(), make(type));
            apps.put(config.name(), app);
            code.put(config.name(), AppCode.of(type));
            return Optional.of(new AppShape(app.plan().settings(), app.plan().defaults(), app.engines().keySet(),
                    app.families().keySet()));
        } catch (ClassNotFoundException e) {
            mistake(config, mistakes, "there is no class %s on the class path".formatted(config.className()));
        } catch (InvocationTargetException e) {
            mistake(config, mistakes, "the constructor of %s failed: %s".formatted(config.className(), e.getCause()));
        } catch (ReflectiveOperationException e) {
            mistake(config, mistakes, "%s has no public constructor without parameters".formatted(config.className()));
        } catch (LinkageError e) {
            mistake(config, mistakes, "%s can't be loaded: %s".formatted(config.className(), e));
        } catch (RuntimeException e) {
            mistake(config, mistakes, "%s gives no plan: %s".formatted(config.className(), e));
        }
        return Optional.empty();
    }

    private static App<?> make(Class<?> type) throws ReflectiveOperationException {
        return App.class.cast(type.getConstructor().newInstance());
    }

    private static void mistake(AppConfig config, Mistakes mistakes, String problem) {
        mistakes.add(config.origin(), "apps.%s.class".formatted(config.name()), problem, REMEDY);
    }

    @Override
    public void inspect(EngineConfig engine, String key, Mistakes mistakes) {
        EngineCheck.check(engine, key, mistakes);
    }
}
