package dev.rowhouse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** When an answer is complete, however its bytes come. */
class AnswersTest {
    private final Answers answers = new Answers();

    @Test
    void completesWithTheLastByte() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\nContent-Le")).isFalse();
        assertThat(read("ngth: 5\r\n\r\nhel")).isFalse();
        assertThat(read("lo")).isTrue();
    }

    @Test
    void completesOneAfterAnother() throws IOException {
        assertThat(read("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n")).isTrue();
        assertThat(read("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx")).isTrue();
    }

    @Test
    void completesWithTheLastChunk() throws IOException {
        assertThat(read("HTTP/1.1 200 \r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")).isFalse();
        assertThat(read("0\r\n\r\n")).isTrue();
    }

    @Test
    void refusesAnotherStatus() {
        assertThatThrownBy(() -> read("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("not 200: HTTP/1.1 503 Service Unavailable");
    }

    private boolean read(String text) throws IOException {
        return answers.isComplete(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
