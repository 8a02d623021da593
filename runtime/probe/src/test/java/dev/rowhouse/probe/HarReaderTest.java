package dev.rowhouse.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rowhouse.config.CaptureConfig;
import dev.rowhouse.config.CaptureConfig.Source;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.Statuses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HarReaderTest {
    @TempDir
    private Path folder;

    private Path har(String text) throws IOException {
        return Files.writeString(folder.resolve("visit.har"), text);
    }

    private static String entry(
            String method,
            String url,
            String headers,
            String body,
            int status,
            String location,
            String answer) {
        return """
                {"request":{"method":"%s","url":"%s","headers":[{"name":"Host","value":"x"},{"name":":path","value":"/"}%s],
                 "postData":{"mimeType":"application/json","text":"%s"}},
                 "response":{"status":%d,"headers":[{"name":"Location","value":"%s"}],"content":{"text":"%s"}}}
                """
                .formatted(method, url, headers, body.replace("\"", "\\\""), status, location,
                        answer.replace("\"", "\\\""));
    }

    @Test
    void makesStepsOfWhatWasRecorded() throws IOException {
        var file = har("{\"log\":{\"entries\":["
                + String.join(",", entry("POST", "http://127.0.0.1:8080/north/api/users", "",
                        "{\"name\":\"jake\",\"email\":\"jake@example.org\",\"password\":\"sesame-open\"}", 201, "",
                        "{\"user\":{\"name\":\"jake\",\"email\":\"jake@example.org\",\"token\":\"abc.def.ghi\"}}"),
                        entry("OPTIONS", "http://127.0.0.1:8080/north/api/notes", "", "", 204, "", ""),
                        entry("GET", "http://elsewhere.example/north/counter", "", "", 200, "", ""),
                        entry("POST", "http://127.0.0.1:8080/north/api/notes",
                                ",{\"name\":\"Authorization\",\"value\":\"Token abc.def.ghi\"}",
                                "{\"text\":\"a note\"}", 201, "/north/api/notes/17", "{\"text\":\"a note\"}"),
                        entry("GET", "http://127.0.0.1:8080/north/api/notes/17?by=jake", "", "", 200, "",
                                "{\"text\":\"a note\"}"),
                        entry("GET", "http://127.0.0.1:8080/north", "", "", 304, "", ""))
                + "]}}");
        var steps = HarReader.read(file, List.of("", "/north", "/n")).steps();
        assertThat(steps).extracting(step -> step.method() + " " + step.path())
                .containsExactly("POST /api/users", "POST /api/notes", "GET /api/notes/{v2-2}?by=jake{canary}{round}",
                        "GET /");
        assertThat(steps.get(0).body()).hasValue(
                "{\"name\":\"jake{canary}{round}\",\"email\":\"jake{canary}{round}@example.org\",\"password\":\"sesame-open\"}");
        assertThat(steps.get(0).contains()).containsExactly("{canary}");
        assertThat(steps.get(0).captures())
                .containsExactly(new CaptureConfig("v1-1", Source.JSON, "/user/token", Optional.empty(), true));
        assertThat(steps.get(1).headers()).containsEntry("Authorization", "Token {v1-1}").doesNotContainKey("Host");
        assertThat(steps.get(1).refused()).hasValue(Statuses.REFUSAL);
        assertThat(steps.get(1).captures()).singleElement()
                .satisfies(capture -> assertThat(capture.source()).isEqualTo(Source.HEADER));
        assertThat(steps.get(2).refused()).isEmpty();
        assertThat(steps.get(2).expected()).isEqualTo(Statuses.of(200, 200));
        assertThat(steps.get(3).expected()).isEqualTo(Statuses.DONE);
    }

    @Test
    void saysWhatIsWrongWithAnArchive() throws IOException {
        assertThatThrownBy(() -> HarReader.read(har("{\n\"log\": nothing}"), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessage(folder + "/visit.har:2: this is not JSON; save what a browser recorded as HAR");
        assertThatThrownBy(() -> HarReader.read(har("{\"log\":{\"entries\":[{}]}}"), List.of()))
                .hasMessageContaining("there is no request in log.entries");
        assertThatThrownBy(() -> HarReader.read(folder.resolve("none"), List.of()))
                .hasMessageContaining("the file can't be read");
    }
}
