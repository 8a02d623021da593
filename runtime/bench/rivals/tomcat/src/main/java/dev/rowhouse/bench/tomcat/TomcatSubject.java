package dev.rowhouse.bench.tomcat;

import dev.rowhouse.bench.subject.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.scan.StandardJarScanner;

/** Tomcat that deploys one web app as often as it is told, each with a class loader of its own. */
public final class TomcatSubject {
    private final Tomcat tomcat = new Tomcat();
    private final Path app;

    private TomcatSubject(Path app) {
        this.app = app;
    }

    /**
     * Listens, and answers {@code port} and {@code deploy NAME...}.
     *
     * @param arguments the folder of the web app; a folder for Tomcat's files
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var subject = new TomcatSubject(Path.of(arguments[0]));
        subject.listen(Path.of(arguments[1]));
        new Subject().on("port", _ -> Map.of("port", (double) subject.tomcat.getConnector().getLocalPort()))
                .on("deploy", subject::deploy)
                .answer();
        subject.tomcat.destroy();
    }

    private void listen(Path folder) throws Exception {
        tomcat.setBaseDir(folder.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getHost();
        tomcat.start();
    }

    private Map<String, Double> deploy(List<String> names) {
        for (var name : names) {
            var context = new StandardContext();
            context.setPath("/" + name);
            context.setDocBase(app.toString());
            // Nothing is looked for: the web app says what it has.
            var scanner = new StandardJarScanner();
            scanner.setScanClassPath(false);
            scanner.setScanManifest(false);
            context.setJarScanner(scanner);
            var config = new ContextConfig();
            config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
            context.addLifecycleListener(config);
            context.setParentClassLoader(TomcatSubject.class.getClassLoader());
            tomcat.getHost().addChild(context);
            if (context.getState() != LifecycleState.STARTED) {
                throw new IllegalStateException("%s is %s".formatted(name, context.getState()));
            }
        }
        return Map.of();
    }
}
