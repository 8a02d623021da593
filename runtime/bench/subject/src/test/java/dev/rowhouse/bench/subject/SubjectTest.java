package dev.rowhouse.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubjectTest {
    private static List<String> answers(Subject subject, String orders) throws IOException {
        var out = new ByteArrayOutputStream();
        subject.answer(new ByteArrayInputStream(orders.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void answersEachOrderWithOneLine() throws IOException {
        var subject = new Subject().on("add", numbers -> Map.of("sum",
                numbers.stream().mapToDouble(Double::parseDouble).sum(), "count", (double) numbers.size()));
        assertThat(answers(subject, "add 1 2.5\nadd  4\n")).containsExactly("> count=2.0 sum=3.5",
                "> count=1.0 sum=4.0");
    }

    @Test
    void saysWhyThereIsNoAnswer() throws IOException {
        var subject = new Subject().on("fail", _ -> {
            throw new IllegalStateException("no\nroom");
        });
        assertThat(answers(subject, "fail\nfly\n")).containsExactly("! java.lang.IllegalStateException: no room",
                "! no such order: fly; there are [fail, usage]");
    }

    @Test
    void saysWhatItUses() throws IOException {
        assertThat(answers(new Subject(), "usage")).singleElement()
                .asString()
                .matches("> classes=\\d.* heap=\\d.* metaspace=\\d.* threads=\\d.*");
    }
}
