package dev.rowhouse.testkit;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * How long a quiet instance takes to answer beside a busy one, with {@code fair-share} on and off. To be run by hand, in the
 * folder of the checkout, with the class path of testkit's tests:
 *
 * <pre>{@code
 * java -cp ... dev.rowhouse.testkit.NeighbourLatency [SECONDS [ROUNDS [KIND...]]]
 * }</pre>
 *
 * <p>Two composites run in processes of their own, one with fair share and one without. In each round, 64 connections ask
 * the busy instance of one, each again as soon as it was answered, in a process with the lowest priority. A quiet client, in
 * a process with a high one because it stands for another machine, asks the neighbour every three milliseconds. Where others
 * use the processors too, {@code -Dlatency.nice=-12} puts the composites before them. Kinds: {@code tiny}, {@code compute}
 * (some 5 ms), {@code sleep} (1 ms), {@code guestbook} (a list of people, in H2), {@code mixed} (the neighbour tiny, the
 * busy one computing), {@code loop} (eight requests that never end), {@code cost} (one instance alone on 16 connections).
 */
final class NeighbourLatency {
    private static final int CONNECTIONS = 64;
    /** What the composites run with; the quiet client goes before them, and the load comes after. */
    private static final int NICE = Integer.getInteger("latency.nice", 0);
    /** How many answers there must be, however long they take. */
    private static final int FEWEST = 5;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(3);
    private static final List<String> KINDS = List.of("tiny", "compute", "mixed", "sleep", "guestbook", "loop", "cost");

    private NeighbourLatency() {}

    /** Measures; or is one of its processes, if the first argument says so. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        var all = List.of(arguments);
        switch (all.isEmpty() ? "" : all.getFirst()) {
            case "load" -> load(port(all), all.get(2), Integer.parseInt(all.get(3)), Integer.parseInt(all.get(4)));
            case "quiet" -> quiet(port(all), all.get(2), Integer.parseInt(all.get(3)));
            default -> measure(all);
        }
    }

    private static int port(List<String> all) {
        return Integer.parseInt(all.get(1));
    }

    private static byte[] request(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
    }

    /** Asks again and again on many connections, and prints how many answers came in a second. */
    private static void load(int port, String path, int connections, int seconds) throws IOException {
        var request = request(path);
        var buffer = ByteBuffer.allocateDirect(1 << 16);
        long answers = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        try (var selector = Selector.open()) {
            for (int i = 0; i < connections; i++) {
                var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                channel.write(ByteBuffer.wrap(request));
            }
            while (System.nanoTime() < end) {
                selector.select(100);
                for (var key : selector.selectedKeys()) {
                    var channel = (SocketChannel) key.channel();
                    // An answer here is so small that it comes as a whole.
                    if (channel.read(buffer.clear()) > 0) {
                        answers++;
                        channel.write(ByteBuffer.wrap(request));
                    }
                }
                selector.selectedKeys().clear();
            }
        }
        System.out.println(answers / seconds);
    }

    /** Asks from time to time, and prints the median and the 99th percentile of the microseconds until an answer. */
    private static void quiet(int port, String path, int seconds) throws IOException {
        var request = request(path);
        var buffer = new byte[1 << 16];
        var times = new ArrayList<Long>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1000);
            long end = begin + TimeUnit.SECONDS.toNanos(seconds);
            for (long now = System.nanoTime(); now < end || times.size() < FEWEST; now = System.nanoTime()) {
                socket.getOutputStream().write(request);
                if (socket.getInputStream().read(buffer) < 0) {
                    throw new IOException("closed");
                }
                if (now > begin) {
                    times.add((System.nanoTime() - now) / 1000);
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
        times.sort(null);
        System.out.printf("%d %d %d%n", times.get(times.size() / 2), times.get(times.size() * 99 / 100), times.size());
    }

    private static void measure(List<String> arguments) throws Exception {
        int seconds = arguments.isEmpty() ? 8 : Integer.parseInt(arguments.getFirst());
        int rounds = arguments.size() < 2 ? 3 : Integer.parseInt(arguments.get(1));
        var kinds = arguments.size() < 3 ? KINDS : arguments.subList(2, arguments.size());
        long steps = calibrate();
        try (var on = Server.start("on", steps); var off = Server.start("off", steps)) {
            for (var server : List.of(on, off)) {
                for (var path : List.of("tiny", "compute", "sleep", "people")) {
                    for (var instance : List.of("busy", "quiet")) {
                        run(NICE, "load", server.port, server.path(instance, path), 16, 2);
                    }
                }
            }
            System.out.printf("%-10s %-4s %30s %30s %7s %10s%n", "kind", "", "alone p50 p99 us", "beside p50 p99 us",
                    "ratio", "busy/s");
            for (var kind : kinds) {
                for (int i = 0; i < rounds; i++) {
                    for (var server : i % 2 == 0 ? List.of(on, off) : List.of(off, on)) {
                        switch (kind) {
                            case "loop" -> loop(server);
                            case "cost" -> cost(server, seconds);
                            default -> beside(server, kind, seconds);
                        }
                    }
                }
            }
        }
    }

    private static void beside(Server server, String kind, int seconds) throws Exception {
        var busy = kind.equals("mixed") ? "compute" : kind.equals("guestbook") ? "people" : kind;
        var quiet = kind.equals("mixed") ? "tiny" : busy;
        var alone = figures(run(NICE - 5, "quiet", server.port, server.path("quiet", quiet), seconds));
        var load = launch(NICE + 10, "load", server.port, server.path("busy", busy), CONNECTIONS, seconds + 8);
        Thread.sleep(1500);
        var beside = figures(run(NICE - 5, "quiet", server.port, server.path("quiet", quiet), seconds));
        System.out.printf("%-10s %-4s %15d %14d %15d %14d %7.2f %10s%n", kind, server.share, alone[0], alone[1],
                beside[0], beside[1], (double) beside[1] / alone[1], output(load));
    }

    private static void cost(Server server, int seconds) throws Exception {
        var alone = figures(run(NICE - 5, "quiet", server.port, server.path("quiet", "tiny"), seconds));
        var one = run(NICE, "load", server.port, server.path("busy", "tiny"), 1, seconds);
        var all = run(NICE, "load", server.port, server.path("busy", "tiny"), 16, seconds);
        System.out.printf("%-10s %-4s %15d %14d   1 connection: %s/s   16 connections: %s/s%n", "cost", server.share,
                alone[0], alone[1], one, all);
    }

    /** Eight requests that never end; how many of twenty to the neighbour are answered within a second. */
    private static void loop(Server server) throws Exception {
        List<Socket> loopers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port);
            socket.getOutputStream().write(request(server.path("busy", "loop")));
            loopers.add(socket);
        }
        Thread.sleep(500);
        int answered = 0;
        for (int i = 0; i < 20; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
                socket.setSoTimeout(1000);
                socket.getOutputStream().write(request(server.path("quiet", "tiny")));
                if (socket.getInputStream().read() >= 0) {
                    answered++;
                }
            } catch (SocketTimeoutException e) {
                // Not answered.
            }
        }
        System.out.printf("%-10s %-4s answered within a second: %d of 20%n", "loop", server.share, answered);
        server.restart();
        for (var socket : loopers) {
            socket.close();
        }
    }

    private static long calibrate() {
        long steps = 100_000;
        for (int i = 0; i < 200; i++) {
            long begin = System.nanoTime();
            if (BusyApp.compute(steps) == 0) {
                throw new AssertionError();
            }
            long took = System.nanoTime() - begin;
            steps = Math.max(1000, (steps * 7 + steps * TimeUnit.MILLISECONDS.toNanos(5) / took) / 8);
        }
        return steps;
    }

    private static long[] figures(String line) {
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }

    private static String run(int nice, Object... arguments) throws Exception {
        return output(launch(nice, arguments));
    }

    private static String output(Process process) throws Exception {
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException("a client has failed: " + text);
        }
        return text;
    }

    private static Process launch(int nice, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", Integer.toString(nice), java(), "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-cp", System.getProperty("java.class.path"),
                NeighbourLatency.class.getName()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A composite in a process of its own. */
    private static final class Server implements AutoCloseable {
        private static final String GUESTBOOKS = """
                apps.guestbook.class = "dev.rowhouse.apps.guestbook.GuestbookApp"
                defaults.engines.default { url = "jdbc:h2:file:{here}/{instance}/default", schema = update }
                defaults.engines.log { url = "jdbc:h2:file:{here}/{instance}/log", schema = update }
                instances {
                  busy-book  { app = guestbook, mount = "/busy-book" }
                  quiet-book { app = guestbook, mount = "/quiet-book" }
                }
                """;
        private static final Path GUESTBOOK = Path.of("apps/guestbook/target/classes");

        private final String share;
        private final long steps;
        private Process process;
        private int port;

        private Server(String share, long steps) throws IOException {
            this.share = share;
            this.steps = steps;
            process = begin();
        }

        static Server start(String share, long steps) throws IOException {
            return new Server(share, steps);
        }

        String path(String instance, String path) {
            return path.equals("people") ? "/%s-book/people".formatted(instance) : "/%s/%s".formatted(instance, path);
        }

        private static String busy(String share) {
            return """
                    listen = "127.0.0.1:0"
                    drain = 1s
                    fair-share = %s
                    apps.busy.class = "dev.rowhouse.testkit.BusyApp"
                    instances {
                      busy  { app = busy, mount = "/busy" }
                      quiet { app = busy, mount = "/quiet" }
                    }
                    """.formatted(share);
        }

        private Process begin() throws IOException {
            var folder = Files.createTempDirectory("rowhouse-latency");
            var conf = Files.writeString(folder.resolve("composite.conf"), busy(share) + GUESTBOOKS);
            List<String> command = new ArrayList<>(List.of("nice", "-n", Integer.toString(NICE), java(),
                    "@conf/jvm.options", "-Xmx512m", "-D" + BusyApp.STEPS + "=" + steps));
            command.addAll(Arrays.asList(System.getProperty("latency.options", "-showversion").split(" ")));
            command.addAll(List.of("-cp", System.getProperty("java.class.path") + File.pathSeparator + GUESTBOOK,
                    "dev.rowhouse.server.Main", "serve", conf.toString()));
            var begun = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var lines = new BufferedReader(new InputStreamReader(begun.getInputStream(), StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("ready: ")) {
                    port = Integer.parseInt(line.replaceAll("^ready: http://127.0.0.1:([0-9]+)/.*$", "$1"));
                    return begun;
                }
            }
            throw new IOException("the composite ended before it was ready");
        }

        void restart() throws IOException {
            close();
            process = begin();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
