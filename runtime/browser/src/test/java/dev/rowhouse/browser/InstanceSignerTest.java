package dev.rowhouse.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rowhouse.config.InstanceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceSignerTest {
    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    private InstanceSigner signer(String name) {
        return signer(name, folder.resolve(name));
    }

    private InstanceSigner signer(String name, Path where) {
        var instance = new InstanceName(name);
        return new InstanceSigner(instance, new SigningKeys(instance, where), () -> now);
    }

    @Test
    void recognizesWhatTheInstanceHasSigned() {
        var north = signer("north");
        for (var text : new String[]{"", "ada", "Grüße; \"x\"\n", "x".repeat(10_000)}) {
            var token = north.sign("mail", text);
            assertThat(token).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
            assertThat(north.verify("mail", token)).contains(text);
        }
    }

    @Test
    void refusesATokenOfAnotherInstance() {
        var north = signer("north");
        assertThat(signer("south").verify("mail", north.sign("mail", "ada"))).isEmpty();
    }

    @Test
    void refusesATokenOfAnotherInstanceThatHasACopyOfTheFolder() {
        var where = folder.resolve("both");
        var north = signer("north", where);
        var south = signer("south", where);
        assertThat(south.verify("mail", north.sign("mail", "ada"))).isEmpty();
        assertThat(south.key("jwt", "HmacSHA256")).isNotEqualTo(north.key("jwt", "HmacSHA256"));
    }

    @Test
    void refusesATokenForAnotherPurpose() {
        var north = signer("north");
        assertThat(north.verify("form", north.sign("mail", "ada"))).isEmpty();
    }

    @Test
    void refusesATokenWhoseTimeIsOver() {
        var north = signer("north");
        var token = north.sign("mail", "ada", Duration.ofMinutes(5));
        now = now.plusSeconds(299);
        assertThat(north.verify("mail", token)).contains("ada");
        now = now.plusSeconds(1);
        assertThat(north.verify("mail", token)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> north.sign("mail", "ada", Duration.ofMillis(999)));
    }

    @Test
    void refusesEveryTokenThatWasChanged() {
        var north = signer("north");
        var token = north.sign("mail", "ada", Duration.ofMinutes(5));
        for (int i = 0; i < token.length(); i++) {
            var decoded = token.charAt(i) == '.' ? "x" : token.charAt(i) == 'A' ? "Q" : "A";
            assertThat(north.verify("mail", token.substring(0, i) + decoded + token.substring(i + 1))).as("%d", i)
                    .satisfiesAnyOf(text -> assertThat(text).isEmpty(), // The last character of each half has bits that mean nothing.
                            text -> assertThat(text).contains("ada"));
            assertThat(north.verify("mail", token.substring(0, i))).isEmpty();
        }
        for (var garbage : new String[]{"", ".", "..", "a.b", ".x", "x.", "=.=", "\u00e9.\u00e9", token + ".",
                "." + token}) {
            assertThat(north.verify("mail", garbage)).as(garbage).isEmpty();
        }
        var bytes = Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.')));
        for (int i = 0; i < bytes.length; i++) {
            var changed = bytes.clone();
            changed[i] ^= 1;
            assertThat(north.verify("mail", Base64.getUrlEncoder().withoutPadding().encodeToString(changed)
                    + token.substring(token.indexOf('.')))).isEmpty();
        }
    }

    @Test
    void keepsItsKeyOverARestart() {
        var token = signer("north").sign("mail", "ada");
        var key = signer("north").key("jwt", "HmacSHA256");
        assertThat(signer("north").verify("mail", token)).contains("ada");
        assertThat(signer("north").key("jwt", "HmacSHA256")).isEqualTo(key);
        assertThat(key.getEncoded()).hasSize(32);
        assertThat(signer("north").key("other", "HmacSHA256")).isNotEqualTo(key);
    }

    @Test
    void keepsItsKeyFromAllButItsOwner() throws IOException {
        signer("north").sign("mail", "ada");
        try (var files = Files.list(folder.resolve("north"))) {
            assertThat(files).containsExactly(folder.resolve("north/signing.keys"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("north/signing.keys"))))
                .isEqualTo("rw-------");
    }

    @Test
    void makesNoFileBeforeSomethingIsSigned() {
        assertThat(signer("north")).hasToString("Signer of instance 'north'");
        assertThat(folder.resolve("north")).doesNotExist();
    }

    @Test
    void signsWithANewKeyAndStillKnowsTheOldOne() throws IOException {
        var old = signer("north").sign("mail", "ada");
        var file = folder.resolve("north/signing.keys");
        var before = Files.readString(file);
        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[40]) + "\n" + before);
        var fresh = signer("north").sign("mail", "ada");
        assertThat(signer("north").verify("mail", old)).contains("ada");
        Files.writeString(file, before);
        assertThat(signer("north").verify("mail", fresh)).isEmpty();
    }

    @Test
    void saysWhereAKeyIsWrongAndNotWhatItIs() throws IOException {
        Files.createDirectories(folder.resolve("north"));
        for (var wrong : new String[]{"", "# none\n", "tooShortAKey",
                "not base64 at all, but longer than a key has to be: 0123456789"}) {
            Files.writeString(folder.resolve("north/signing.keys"), "# keys\n" + wrong);
            assertThatIllegalStateException().isThrownBy(() -> signer("north").sign("mail", "ada"))
                    .withMessageStartingWith("instance 'north': %s/north/signing.keys".formatted(folder))
                    .withMessageContaining("no key; write 32 random bytes or more")
                    .satisfies(failure -> assertThat(failure).message().doesNotContain("tooShortAKey", "0123456789"));
        }
        Files.writeString(folder.resolve("file"), "");
        assertThatIllegalStateException()
                .isThrownBy(() -> signer("north", folder.resolve("file/below")).sign("mail", "ada"))
                .withMessageStartingWith("instance 'north': its keys in");
    }

    @Test
    void agreesOnOneKeyWhoeverMakesItFirst() throws Exception {
        int many = 8;
        var start = new CountDownLatch(many);
        try (var threads = Executors.newFixedThreadPool(many)) {
            var signing = IntStream.range(0, many).<Callable<String>>mapToObj(n -> () -> {
                var signer = signer("north");
                start.countDown();
                start.await();
                return signer.sign("mail", "ada");
            }).toList();
            var tokens = new ArrayList<String>();
            for (var token : threads.invokeAll(signing)) {
                tokens.add(token.get());
            }
            assertThat(tokens).hasSize(many).containsOnly(signer("north").sign("mail", "ada"));
        }
    }
}
