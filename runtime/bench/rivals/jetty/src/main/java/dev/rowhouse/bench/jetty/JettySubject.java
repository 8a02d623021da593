package dev.rowhouse.bench.jetty;

import dev.rowhouse.bench.subject.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;

/** Jetty that deploys one web app as often as it is told, each with a class loader of its own. */
public final class JettySubject {
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);
    private final ContextHandlerCollection contexts = new ContextHandlerCollection();
    private final Path app;
    private final Path folder;

    private JettySubject(Path app, Path folder) {
        this.app = app;
        this.folder = folder;
    }

    /**
     * Listens, and answers {@code port} and {@code deploy NAME...}.
     *
     * @param arguments the folder of the web app; a folder for Jetty's files
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var subject = new JettySubject(Path.of(arguments[0]), Path.of(arguments[1]));
        subject.connector.setHost("127.0.0.1");
        subject.server.addConnector(subject.connector);
        subject.server.setHandler(subject.contexts);
        subject.server.start();
        new Subject().on("port", _ -> Map.of("port", (double) subject.connector.getLocalPort()))
                .on("deploy", subject::deploy)
                .answer();
        subject.server.stop();
    }

    private Map<String, Double> deploy(List<String> names) throws Exception {
        for (var name : names) {
            var context = new WebAppContext();
            context.setContextPath("/" + name);
            context.setWar(app.toString());
            context.setTempDirectory(folder.resolve(name).toFile());
            // A web app that can't start says so, instead of answering 503.
            context.setThrowUnavailableOnStartupException(true);
            contexts.addHandler(context);
            context.start();
        }
        return Map.of();
    }
}
