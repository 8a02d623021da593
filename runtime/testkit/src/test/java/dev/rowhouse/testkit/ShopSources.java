package dev.rowhouse.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * An app that is compiled by the test, so that nobody finds it on the class path: wares and their makers, and a counter in a
 * static field. Its sources are among the resources.
 */
final class ShopSources {
    private static final String PACKAGE = "org/example/shop/";

    private ShopSources() {}

    /** The app, which says that it is of some version; it is named in its service file. */
    static SourceJar version(String version) {
        var jar = new SourceJar()
                .file("META-INF/services/dev.rowhouse.spi.App", "# the app\norg.example.shop.ShopApp\n")
                .file(PACKAGE + "shop.orm.xml", text("shop.orm.xml"));
        for (var name : new String[]{"ShopApp", "Ware", "Maker", "Shelf", "Clear"}) {
            jar = jar.source("org.example.shop." + name, text(name + ".java").replace("VERSION", version));
        }
        return jar;
    }

    private static String text(String name) {
        try (var in = ShopSources.class.getResourceAsStream("/" + PACKAGE + name)) {
            if (in == null) {
                throw new AssertionError("%s%s is missing".formatted(PACKAGE, name));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
