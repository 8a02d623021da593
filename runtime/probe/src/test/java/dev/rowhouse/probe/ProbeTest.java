package dev.rowhouse.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.CaptureConfig;
import dev.rowhouse.config.CaptureConfig.Source;
import dev.rowhouse.config.Origin;
import dev.rowhouse.config.ScenarioConfig;
import dev.rowhouse.config.Statuses;
import dev.rowhouse.config.StepConfig;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the probe makes of instances that answer as a test says. */
class ProbeTest {
    private static final Origin HERE = new Origin("test", 0);
    private static final Effort EFFORT = new Effort(4, 400, Duration.ofMinutes(1), Duration.ofMillis(5), false);

    private static StepConfig step(
            String name,
            String method,
            String path,
            String body,
            String contains,
            List<CaptureConfig> captures,
            Optional<Statuses> refused) {
        return new StepConfig(name, method, path, new LinkedHashMap<>(),
                Optional.of(body).filter(text -> !text.isEmpty()), Statuses.DONE,
                contains.isEmpty() ? List.of() : List.of(contains), captures, 1, refused, HERE);
    }

    private static final StepConfig PUT = step("put", "PUT", "/", "I am {canary}", "", List.of(), Optional.empty());
    private static final StepConfig GET = step("get", "GET", "/", "", "{canary}", List.of(), Optional.empty());
    private static final ScenarioConfig PUT_AND_GET = new ScenarioConfig(List.of(), List.of(PUT, GET), List.of(GET));

    /** Keeps one text for each path, or one for all. */
    private static Peer memory(boolean shared) {
        Map<String, String> kept = new ConcurrentHashMap<>();
        return new Peer((head, body) -> {
            var key = shared ? "" : head.split(" ", 3)[1];
            if (head.startsWith("PUT")) {
                kept.put(key, body);
            }
            return Peer.ok(kept.getOrDefault(key, "nothing"));
        });
    }

    private static Target target(String name, Peer peer, ScenarioConfig scenario, Change... changes) {
        return new Target(name, peer.address(), "localhost", "/" + name, scenario, List.of(changes));
    }

    private static Report probe(Peer peer, ScenarioConfig scenario, Effort effort) throws InterruptedException {
        return new Probe(List.of(target("a", peer, scenario), target("b", peer, scenario), target("c", peer, scenario)),
                effort).run();
    }

    @Test
    void findsNothingWhereEachKeepsItsOwn() throws Exception {
        try (var peer = memory(false)) {
            var report = probe(peer, PUT_AND_GET, EFFORT);
            assertThat(report.isClean()).as("%s %s", report.findings(), report.failures()).isTrue();
            assertThat(report.requests()).isGreaterThanOrEqualTo(400);
            assertThat(report.checks()).isEqualTo(2 * report.requests());
            assertThat(report.instances()).allSatisfy(one -> {
                assertThat(one.requests()).isGreaterThan(100);
                assertThat(one.latency().max()).isGreaterThanOrEqualTo(one.latency().p50());
            });
        }
    }

    @Test
    void saysWhatWasSeenWhere() throws Exception {
        try (var peer = memory(true)) {
            var report = probe(peer, PUT_AND_GET, EFFORT);
            assertThat(report.findings()).isNotEmpty().allSatisfy(leak -> {
                assertThat(leak.kind()).isEqualTo(Finding.Kind.FOREIGN_CANARY);
                assertThat(leak.seenIn()).isNotEqualTo(leak.owner());
                assertThat(leak.excerpt()).contains("I am zcanary");
                assertThat(leak.thread()).startsWith("probe-");
                assertThat(leak.position()).isPositive();
            });
            assertThat(ReportTable.of(report)).anyMatch(line -> line.startsWith("LEAK: instance '"));
        }
    }

    @Test
    void endsWithTheFirstLeakIfThatIsWanted() throws Exception {
        try (var peer = memory(true)) {
            var effort = new Effort(2, Long.MAX_VALUE, Duration.ofMinutes(1), Duration.ofMillis(5), true);
            assertThat(probe(peer, PUT_AND_GET, effort).took()).isLessThan(Duration.ofSeconds(30));
        }
    }

    private static ScenarioConfig withToken(Optional<Statuses> refused) {
        var logIn = step("log in", "POST", "/", "", "",
                List.of(new CaptureConfig("token", Source.BODY, "", Optional.empty(), true)), Optional.empty());
        return new ScenarioConfig(List.of(logIn), List.of(step("me", "GET", "/me?{token}", "", "", List.of(), refused)),
                List.of());
    }

    @Test
    void showsCredentialsToNeighboursWhoMustRefuseThem() throws Exception {
        try (var peer = new Peer((head, _) -> {
            var path = head.split(" ", 3)[1];
            var owner = path.substring(1, 2);
            return head.startsWith("POST") ? Peer.ok("token-of-" + owner)
                    : path.endsWith("token-of-" + owner) ? Peer.ok("welcome") : Peer.status("401 Unauthorized");
        })) {
            var report = probe(peer, withToken(Optional.of(Statuses.REFUSAL)), EFFORT);
            assertThat(report.isClean()).as("%s %s", report.findings(), report.failures()).isTrue();
        }
        try (var peer = new Peer((head, _) -> Peer.ok("token"))) {
            var report = probe(peer, withToken(Optional.of(Statuses.REFUSAL)), EFFORT);
            assertThat(report.findings()).isNotEmpty()
                    .allMatch(leak -> leak.kind() == Finding.Kind.FOREIGN_CREDENTIAL && leak.step().equals("me"));
            assertThat(probe(peer, withToken(Optional.empty()), EFFORT).isClean()).isTrue();
        }
    }

    @Test
    void takesWhatARequestItselfSaysForNoLeak() throws Exception {
        var echo = new StepConfig("echo", "GET", "/?{mine}", new LinkedHashMap<>(), Optional.empty(), Statuses.DONE,
                List.of(), List.of(), 1, Optional.of(Statuses.of(404, 404)), HERE);
        var own = step("own", "GET", "/{canary}", "", "",
                List.of(new CaptureConfig("mine", Source.BODY, "", Optional.of("zcanary[a-z0-9]+"), false)),
                Optional.empty());
        Map<String, String> owners = new ConcurrentHashMap<>();
        try (var peer = new Peer((head, _) -> {
            var path = head.split(" ", 3)[1];
            var instance = path.substring(1, 2);
            if (!path.contains("?")) {
                owners.put(instance, path.substring(3));
            }
            var known = path.endsWith(String.valueOf(owners.get(instance)));
            return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(known ? "200 OK" : "404 Not Found",
                    path.length(), path);
        })) {
            var report = probe(peer, new ScenarioConfig(List.of(), List.of(own, echo), List.of()), EFFORT);
            assertThat(report.isClean()).as("%s %s", report.findings(), report.failures()).isTrue();
        }
    }

    @Test
    void countsApartWhoIsAwayAndFailsWhatIsUnexpected() throws Exception {
        var requests = new AtomicInteger();
        try (var peer = new Peer((head, _) -> requests.incrementAndGet() % 3 == 0
                ? Peer.status("503 Service Unavailable\r\nRetry-After: 1")
                : head.contains("/b/") ? Peer.status("500 Internal Server Error") : Peer.ok("nothing"))) {
            var report = probe(peer, new ScenarioConfig(List.of(), List.of(PUT, GET), List.of()), EFFORT);
            assertThat(report.instances()).allMatch(one -> one.away() > 0);
            assertThat(report.failures()).extracting(Failure::instance, Failure::step, Failure::problem)
                    .contains(
                            org.assertj.core.groups.Tuple.tuple("a", "get", "the answer does not contain what it must"),
                            org.assertj.core.groups.Tuple.tuple("b", "put", "status 500 instead of 200 to 399"),
                            org.assertj.core.groups.Tuple.tuple("b", "all", "no request was answered as expected"));
            assertThat(report.findings()).isEmpty();
        }
    }

    @Test
    void looksAfterEachChangeForWhatMustRemain() throws Exception {
        Map<String, String> kept = new ConcurrentHashMap<>();
        var keep = step("keep", "PUT", "/", "{canary}", "", List.of(), Optional.empty());
        var idle = step("idle", "GET", "/idle", "", "", List.of(), Optional.empty());
        var find = step("find", "GET", "/", "", "{canary}", List.of(), Optional.empty());
        var scenario = new ScenarioConfig(List.of(keep), List.of(idle), List.of(find));
        try (var peer = new Peer((head, body) -> {
            var path = head.split(" ", 3)[1];
            if (head.startsWith("PUT")) {
                kept.put(path, body);
            }
            return Peer.ok(kept.getOrDefault(path, "forgotten"));
        })) {
            var forget = new Change("restart", () -> {
                kept.remove("/a/");
                return true;
            });
            var fail = new Change("passivate", () -> {
                throw new IllegalStateException("it is gone");
            });
            var never = new Change("rest", () -> false);
            var effort = new Effort(2, 20_000, Duration.ofSeconds(60), Duration.ZERO, false);
            var report = new Probe(List.of(target("a", peer, scenario, forget), target("b", peer, scenario, fail),
                    target("c", peer, scenario, never)), effort).run();
            assertThat(report.failures()).extracting(failure -> failure.instance() + " " + failure.step())
                    .containsExactlyInAnyOrder("a find", "b passivate");
            assertThat(report.changes()).extracting(Report.Changes::name)
                    .containsExactlyInAnyOrder("restart", "passivate");
            var xml = new StringWriter();
            JUnitReport.write(report, xml);
            assertThat(xml.toString())
                    .contains("<testcase classname=\"probe.a\" name=\"find\"><failure type=\"failure\"")
                    .contains("name=\"passivate\"><failure")
                    .contains("it is gone");
            assertThat(JsonReport.of(report)).contains("\"clean\":false");
        }
    }

    @Test
    void staysOnThisMachineAndNeedsTwoInstances() {
        var scenario = new ScenarioConfig(List.of(), List.of(GET), List.of());
        assertThatThrownBy(() -> new Target("a", new InetSocketAddress("192.0.2.1", 80), "a", "", scenario, List.of()))
                .hasMessageStartingWith("192.0.2.1 is not an address of this machine's loopback; write one like");
        var here = new Target("a", new InetSocketAddress(InetAddress.getLoopbackAddress(), 80), "a", "", scenario,
                List.of());
        assertThatThrownBy(() -> new Probe(List.of(here), EFFORT)).hasMessageContaining("name at least two");
        assertThatThrownBy(() -> new Probe(List.of(here, here), EFFORT)).hasMessageContaining("can't be told apart");
    }
}
