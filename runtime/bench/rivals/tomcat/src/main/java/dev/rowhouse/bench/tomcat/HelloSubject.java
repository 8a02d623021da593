package dev.rowhouse.bench.tomcat;

import dev.rowhouse.bench.subject.Subject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.startup.Tomcat;

/** Tomcat with contexts that each say one word. */
public final class HelloSubject {
    private HelloSubject() {}

    /**
     * Listens, and answers {@code port} as {@code thread}.
     *
     * @param arguments a folder for Tomcat's files; how many contexts, named {@code /thread1} and so on
     */
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        var tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[0]);
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        for (int i = 1; i <= Integer.parseInt(arguments[1]); i++) {
            var context = tomcat.addContext("/thread" + i, arguments[0]);
            Tomcat.addServlet(context, "hello", new Hello()).addMapping("/");
        }
        tomcat.start();
        new Subject().on("port", _ -> Map.of("thread", (double) tomcat.getConnector().getLocalPort())).answer();
        tomcat.destroy();
    }

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/plain");
            response.setContentLength("hello".length());
            response.getWriter().write("hello");
        }
    }
}
