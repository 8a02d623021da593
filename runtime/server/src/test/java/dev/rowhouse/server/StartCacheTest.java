package dev.rowhouse.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartCacheTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private Path file() {
        return folder.resolve("start/wanted.aot");
    }

    private static boolean write(Path fresh) throws IOException {
        Files.writeString(fresh, "complete");
        return true;
    }

    @Test
    void getsItsNameWhenItIsComplete() throws IOException {
        new StartCache(file(), fresh -> {
            assertThat(fresh).doesNotExist();
            assertThat(fresh.resolveSibling("")).isEqualTo(file().resolveSibling(""));
            write(fresh);
            assertThat(file()).doesNotExist();
            return true;
        }).make();
        assertThat(file()).hasContent("complete");
    }

    @Test
    void leavesNothingOfOneThatFailedAndKeepsTheOneThatIsThere() throws IOException {
        new StartCache(file(), StartCacheTest::write).make();
        new StartCache(file(), fresh -> {
            Files.writeString(fresh, "half");
            return false;
        }).make();
        new StartCache(file(), fresh -> {
            Files.writeString(fresh, "half");
            throw new IOException("no space left");
        }).make();
        assertThat(file()).hasContent("complete");
        assertThat(file().resolveSibling("fresh.aot")).doesNotExist();
    }

    @Test
    void removesWhatOtherBuildsAndKilledProcessesHaveLeft() throws IOException {
        Files.createDirectories(file().resolveSibling(""));
        var older = Files.createFile(file().resolveSibling("older.aot"));
        var half = Files.createFile(file().resolveSibling("fresh.aot.config"));
        new StartCache(file(), StartCacheTest::write).make();
        assertThat(older).doesNotExist();
        assertThat(half).doesNotExist();
        assertThat(file()).exists();
    }

    @Test
    void isMadeByOneProcessAtATime() throws IOException {
        var made = new AtomicInteger();
        new StartCache(file(), fresh -> {
            made.incrementAndGet();
            new StartCache(file(), _ -> {
                made.incrementAndGet();
                return false;
            }).make();
            return write(fresh);
        }).make();
        assertThat(made).hasValue(1);
        assertThat(file()).exists();
    }

    @Test
    void doesNothingWhereItCantBeWritten() throws IOException {
        var made = new AtomicInteger();
        var occupied = Files.createFile(folder.resolve("occupied"));
        new StartCache(occupied.resolve("wanted.aot"), _ -> {
            made.incrementAndGet();
            return true;
        }).make();
        assertThat(made).hasValue(0);
    }

    @Test
    void isNotWantedByAProcessThatNoLauncherStarted() {
        assertThat(StartCache.begin()).isEmpty();
    }

    @Test
    void theLockIsFreeAgain() throws IOException {
        new StartCache(file(), StartCacheTest::write).make();
        try (var channel = FileChannel.open(file().resolveSibling("lock"), StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            assertThat(lock).isNotNull();
        }
    }
}
