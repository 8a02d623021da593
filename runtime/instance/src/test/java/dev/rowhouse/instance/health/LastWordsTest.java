package dev.rowhouse.instance.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LastWordsTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private boolean areAHabit(String... lines) throws IOException {
        try (var words = LastWords.open(folder.resolve("data"))) {
            Files.write(words.file(), java.util.List.of(lines));
            return words.deaths("north", "c1").areAHabit();
        }
    }

    @Test
    void findsAHabitInTwoDeathsWithinAnHour() throws IOException {
        assertThat(areAHabit()).isFalse();
        assertThat(areAHabit("1000 north c1")).isFalse();
        assertThat(areAHabit("1000 north c1", "2000 north c1")).isTrue();
        assertThat(areAHabit("1000 north c1", (1001 + HOUR) + " north c1")).isFalse();
        assertThat(areAHabit("1000 north c1", (1001 + HOUR) + " north c1", (1002 + HOUR) + " north c1")).isTrue();
    }

    @Test
    void knowsOneInstanceAndOneConfigurationFromAnother() throws IOException {
        assertThat(areAHabit("1000 north c1", "2000 south c1")).isFalse();
        assertThat(areAHabit("1000 north c0", "2000 north c1")).isFalse();
        assertThat(areAHabit("1000 northern c1", "2000 northern c1")).isFalse();
    }

    @Test
    void readsPastWhatIsBrokenOff() throws IOException {
        assertThat(areAHabit("1000 north c1", "", "17", "zz north c1", "2000 north c1", "3000 no")).isTrue();
    }

    /** A thread that is to end says its last words like any other, and takes the file from nobody. */
    @Test
    void isWrittenByThreadsThatAreInterrupted() throws IOException {
        try (var words = LastWords.open(folder)) {
            Thread.currentThread().interrupt();
            words.pardon("north");
            assertThat(Thread.interrupted()).isTrue();
            words.pardon("south");
            assertThat(words.file()).hasContent("pardoned north\npardoned south\n");
        }
    }

    @Test
    void forgetsWhatWasBeforeAnOperatorStartedIt() throws IOException {
        try (var words = LastWords.open(folder)) {
            Files.writeString(words.file(), "1000 north c1\n2000 north c1\n1000 south c1\n2000 south c1\n");
            words.pardon("north");
            assertThat(words.deaths("north", "c1").areAHabit()).isFalse();
            assertThat(words.deaths("south", "c1").areAHabit()).isTrue();
            Files.writeString(words.file(), Files.readString(words.file()) + "3000 north c1\n4000 north c1\n");
            assertThat(words.deaths("north", "c1").areAHabit()).isTrue();
        }
    }
}
