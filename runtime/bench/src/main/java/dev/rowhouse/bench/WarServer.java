package dev.rowhouse.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A server that the shop's WAR is deployed in.
 *
 * @param name as tables name it
 * @param server the module that starts it: {@code tomcat}, {@code jetty}
 * @param thin whether the libraries are on the server's class path, shared by all; otherwise in WEB-INF/lib
 */
record WarServer(String name, String server, boolean thin) {
    /** How many instances are there before, and after, the further ones that are counted. */
    record Counts(int few, int many) {
        int further() {
            return many - few;
        }
    }

    static List<WarServer> all() {
        return List.of(new WarServer("Tomcat, thin WAR", "tomcat", true),
                new WarServer("Jetty, thin WAR", "jetty", true), new WarServer("Tomcat, full WAR", "tomcat", false),
                new WarServer("Jetty, full WAR", "jetty", false));
    }

    /** A full one weighs as much as thirty thin ones. */
    Counts counts(Setting setting) {
        return thin ? new Counts(5, setting.either(45, 25)) : new Counts(2, setting.either(12, 6));
    }

    /**
     * Starts the server, with nothing deployed.
     *
     * @param setting where the rivals were built
     * @param folder for its files
     * @param flags of the JVM
     * @throws IOException if files can't be written
     */
    SubjectProcess start(Setting setting, Path folder, List<String> flags) throws IOException {
        var war = setting.rivalTarget("war");
        var app = folder.resolve("shop");
        var libraries = Files.createDirectories(app.resolve("WEB-INF/lib"));
        Files.copy(war.resolve("../src/main/webapp/web.xml"), app.resolve("WEB-INF/web.xml"));
        Files.copy(war.resolve("rowhouse-bench-war.jar"), libraries.resolve("shop.jar"));
        List<String> shared = new ArrayList<>();
        try (var jars = Files.list(war.resolve("lib"))) {
            for (var jar : jars.sorted().toList()) {
                var file = jar.getFileName().toString();
                if (thin && !file.startsWith("rowhouse-")) {
                    shared.add(jar.toString());
                } else {
                    Files.copy(jar, libraries.resolve(file));
                }
            }
        }
        shared.addFirst(setting.rivalClassPath(server));
        var main = "dev.rowhouse.bench.%s.%sSubject".formatted(server,
                Character.toUpperCase(server.charAt(0)) + server.substring(1));
        return SubjectProcess.start(setting, name, flags, String.join(":", shared),
                List.of(main, app.toString(), Files.createDirectories(folder.resolve("server")).toString()));
    }
}
