package dev.rowhouse.apps.guestbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process that is killed while people sign. */
@Timeout(300)
class KillTest {
    private static final Logger LOG = LoggerFactory.getLogger(KillTest.class);
    private static final int ROUNDS = Integer.getInteger("rowhouse.kills", 1);
    private static final int WRITERS = 4;
    private static final int ACKNOWLEDGED_PER_ROUND = 300;
    private static final int PAGE = 100;
    private static final Pattern PERSON = Pattern.compile("\"name\":\"(guest [^\"]*)\"");
    private static final Pattern ENTRY = Pattern.compile("\"what\":\"added (guest [^,]*), person ");
    private static final String COMPOSITE = """
            apps.guestbook.class = dev.rowhouse.apps.guestbook.GuestbookApp
            instances.north {
              app = guestbook, mount = "/north"
              engines.default { url = "jdbc:h2:file:{here}/default", schema = update }
              engines.log { url = "jdbc:h2:file:{here}/log", schema = update }
            }
            """;

    @Test
    void losesNobodyWhoWasAcknowledged(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("composite.conf"), COMPOSITE);
        Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        try (var client = HttpClient.newHttpClient()) {
            for (int round = 0; round < ROUNDS; round++) {
                try (var process = GuestbookProcess.serve(file)) {
                    assertNobodyIsLost(acknowledged, client, process.address());
                    killWhilePeopleSign(process, round, client, acknowledged);
                }
                LOG.info("round {}: {} acknowledged until now", round, acknowledged.size());
            }
            try (var process = GuestbookProcess.serve(file)) {
                assertNobodyIsLost(acknowledged, client, process.address());
            }
        }
    }

    private static void killWhilePeopleSign(
            GuestbookProcess process,
            int round,
            HttpClient client,
            Set<String> acknowledged) throws Exception {
        var enough = new CountDownLatch(ACKNOWLEDGED_PER_ROUND);
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<Integer>> unacknowledged = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                var prefix = "guest %d-%d-".formatted(round, i);
                unacknowledged.add(writers.submit(() -> {
                    for (int number = 0;; number++) {
                        var name = prefix + number;
                        int status = sign(client, process.address(), name);
                        if (status != 201) {
                            return status;
                        }
                        acknowledged.add(name);
                        enough.countDown();
                    }
                }));
            }
            boolean reached = enough.await(60, TimeUnit.SECONDS);
            process.close();
            for (var status : unacknowledged) {
                assertThat(status.get()).as("the answer to whom nobody was added").isZero();
            }
            assertThat(reached).as("enough people signed in time").isTrue();
        }
    }

    /** Adds a person; answers with the status, or 0 if there came none. */
    private static int sign(HttpClient client, URI address, String name) throws InterruptedException {
        var request = HttpRequest.newBuilder(address.resolve("/north/people"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(BodyPublishers.ofString(
                        "{\"name\":\"%s\",\"email\":\"guest@example.org\",\"addresses\":[{\"street\":\"1 Row\",\"city\":\"London\"}]}"
                                .formatted(name)));
        try {
            return client.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private static void assertNobodyIsLost(Set<String> acknowledged, HttpClient client, URI address) throws Exception {
        assertThat(lost(acknowledged, all(client, address.resolve("/north/people"), PERSON)))
                .as("acknowledged, and not among the people")
                .isEmpty();
        assertThat(lost(acknowledged, all(client, address.resolve("/north/log"), ENTRY)))
                .as("acknowledged, and not in the log")
                .isEmpty();
    }

    private static Set<String> lost(Set<String> acknowledged, Set<String> found) {
        Set<String> lost = new HashSet<>(acknowledged);
        lost.removeAll(found);
        return lost;
    }

    private static Set<String> all(HttpClient client, URI list, Pattern pattern) throws Exception {
        Set<String> all = new HashSet<>();
        for (int page = 1;; page++) {
            var request = HttpRequest.newBuilder(URI.create("%s?page=%d&size=%d".formatted(list, page, PAGE)));
            var response = client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            var found = pattern.matcher(response.body()).results().map(match -> match.group(1)).toList();
            all.addAll(found);
            if (found.isEmpty()) {
                return all;
            }
        }
    }
}
