package dev.rowhouse.testkit;

import java.io.BufferedInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/**
 * Measures what limits cost a request: two instances of one app, one with all limits and one with none, asked by turns over two connections
 * that are kept, for an answer without and one with a row that is saved. To be run by hand.
 */
final class LimitsCost {
    private static final int ROUNDS = 15;
    private static final int REQUESTS = 4000;

    private LimitsCost() {}

    /** Prints requests per second of each, and how they compare. */
    public static void main(String[] arguments) throws Exception {
        try (var composite = TestComposite
                .start("""
                        apps.patience.class = dev.rowhouse.testkit.PatienceApp
                        defaults { app = patience, mount = "/{instance}", engines.default { url = "jdbc:h2:mem:cost-{instance}", schema = create } }
                        instances {
                          with.limits { concurrent = 1000, queue = 100, rate = 100000000/s, request-timeout = 60s }
                          without.limits.request-timeout = never
                        }
                        """)) {
            for (var path : new String[]{"quick", "add"}) {
                var ratios = new ArrayList<Double>();
                for (int round = 0; round < ROUNDS; round++) {
                    double with = perSecond(composite, "/with/" + path);
                    double without = perSecond(composite, "/without/" + path);
                    double again = perSecond(composite, "/with/" + path);
                    ratios.add((with + again) / 2 / without);
                    System.out.printf("%s: %.0f with, %.0f without%n", path, (with + again) / 2, without);
                }
                ratios.sort(null);
                System.out.printf("%s: median ratio %.3f, quartiles %.3f to %.3f%n", path, ratios.get(ROUNDS / 2),
                        ratios.get(ROUNDS / 4), ratios.get(ROUNDS * 3 / 4));
            }
        }
    }

    private static double perSecond(TestComposite composite, String path) throws Exception {
        var uri = composite.uri(path);
        var request = "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
        try (var socket = new Socket(uri.getHost(), uri.getPort());
                var answers = new BufferedInputStream(socket.getInputStream())) {
            socket.setTcpNoDelay(true);
            long begin = System.nanoTime();
            for (int i = 0; i < REQUESTS; i++) {
                socket.getOutputStream().write(request);
                skip(answers);
            }
            return REQUESTS / ((System.nanoTime() - begin) / 1e9);
        }
    }

    /** Reads one answer, whose length its head tells. */
    private static void skip(BufferedInputStream answers) throws Exception {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) answers.read());
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        answers.readNBytes(Integer.parseInt(head.substring(at, head.indexOf("\r", at))));
    }
}
