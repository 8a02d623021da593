package dev.rowhouse.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code servers}, and compares them with what the engines of all instances need. For use by one thread. */
final class ServersReader {
    private static final Pattern PREFIX = Pattern.compile("jdbc:[a-zA-Z][a-zA-Z0-9+.-]*:.+", Pattern.DOTALL);

    private static final String URL_PREFIX = "url-prefix";
    private static final String MAX = "max-connections";

    private final List<Read> read = new ArrayList<>();

    /** A server, and where it may be told what is wrong with it. */
    private record Read(ServerConfig server, Section section) {}

    /** Reads {@code servers}. */
    void read(Section servers) {
        for (var child : servers.inOrder()) {
            if (Names.isName(child.name())) {
                child.node().section().ifPresent(section -> read(child.name(), section));
            } else {
                child.node().wrong("'%s' is not a name".formatted(child.name()), Names.RULE);
            }
        }
    }

    private void read(String name, Section section) {
        section.only(List.of(URL_PREFIX, MAX));
        var node = section.require(URL_PREFIX, "write url-prefix = \"jdbc:postgresql://host:5432/\"");
        var prefix = node.flatMap(ServersReader::prefix);
        var max = section.require(MAX, "write max-connections = 80, less than the server allows")
                .flatMap(found -> Scalars.integer(found, 1, Integer.MAX_VALUE));
        prefix.ifPresent(text -> read.stream()
                .filter(other -> overlap(text, other.server().urlPrefix()))
                .findFirst()
                .ifPresent(other -> node.get()
                        .wrong("a url may begin with this and with the url-prefix of server '%s' (%s)"
                                .formatted(other.server().name(), other.server().origin()),
                                "write prefixes of which none begins with another, or one server")));
        if (prefix.isPresent()) {
            // What is wrong with the number was noted; the prefix may still get in another's way.
            read.add(new Read(
                    new ServerConfig(name, prefix.get(), max.orElse(Integer.MAX_VALUE), section.self().origin()),
                    section));
        }
    }

    private static Optional<String> prefix(Node node) {
        KeyPlaceholder.refuse(node);
        return node.text("the beginning of a JDBC URL").filter(text -> {
            boolean isPrefix = PREFIX.matcher(text).matches();
            if (!isPrefix) {
                node.wrong("%s is not how the URLs of a server begin".formatted(node.shown(text)),
                        "write jdbc:, the product and the server, like jdbc:postgresql://host:5432/");
            }
            return isPrefix;
        });
    }

    private static boolean overlap(String one, String other) {
        return one.startsWith(other) || other.startsWith(one);
    }

    /** Compares the servers with all instances, where nothing else is wrong with them. */
    void compare(List<InstanceConfig> instances) {
        for (var one : read) {
            var server = one.server();
            var users = instances.stream()
                    .flatMap(InstanceConfig::databases)
                    .filter(engine -> engine.url().value().startsWith(server.urlPrefix()))
                    .toList();
            if (users.isEmpty()) {
                one.section()
                        .find(URL_PREFIX)
                        .ifPresent(node -> node.wrong("no engine has a url that begins so",
                                "write it as the urls of engines do, letter by letter, or remove the server"));
            }
            long kept = instances.stream().mapToLong(instance -> kept(instance, server)).sum();
            if (kept > server.maxConnections()) {
                one.section()
                        .find(MAX)
                        .ifPresent(node -> node.wrong(
                                "the pools on this server keep %d idle connections (pool.min-idle)".formatted(kept),
                                "write smaller min-idle, or at least %d here".formatted(kept)));
            }
        }
    }

    /** How many connections the pools of an instance keep open though nobody uses them. */
    private static long kept(InstanceConfig instance, ServerConfig server) {
        return instance.databases()
                .filter(engine -> engine.url().value().startsWith(server.urlPrefix()))
                .mapToLong(engine -> {
                    var family = instance.families().get(engine.name());
                    return (long) engine.pool().minIdle() * (family == null ? 1 : family.maxOpen());
                })
                .sum();
    }

    /** All that were read. */
    List<ServerConfig> found() {
        return read.stream().map(Read::server).toList();
    }
}
