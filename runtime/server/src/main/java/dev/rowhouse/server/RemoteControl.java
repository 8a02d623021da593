package dev.rowhouse.server;

import dev.rowhouse.config.CompositeReader;
import dev.rowhouse.config.ConfigException;
import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.Secret;
import dev.rowhouse.control.Answer;
import dev.rowhouse.control.ControlAddress;
import dev.rowhouse.control.ControlClient;
import dev.rowhouse.control.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a command reaches the composite that runs, and what it does about its refusals. */
final class RemoteControl {
    /** An action may take as long as a start and a drain together; whoever loses patience presses Ctrl-C. */
    static final Duration LONG = Duration.ofHours(2);
    /** A question is answered at once. */
    static final Duration SHORT = Duration.ofSeconds(30);

    private static final String TOKEN = "ROWHOUSE_TOKEN";

    @Option(names = "--url", paramLabel = "URL", description = "Where the composite listens for control on TCP, like http://127.0.0.1:9090; without, the socket in its folder is used.")
    private @Nullable String url;

    @Option(names = "--token-file", paramLabel = "FILE", description = "With --url: the file that holds the token. Without, the token is taken from the variable ROWHOUSE_TOKEN.")
    private @Nullable Path tokenFile;

    /**
     * Asks the composite of a file.
     *
     * @return its answer
     * @throws RefusalException if it can't be reached, or refuses
     */
    JsonNode ask(Path file, String method, String target, Duration patience) throws InterruptedException {
        Answer answer;
        try {
            answer = new ControlClient(address(file)).ask(method, target, patience);
        } catch (UnreachableException e) {
            var message = String.valueOf(e.getMessage());
            throw e.isForbidden() ? RefusalException.forbidden(message) : RefusalException.unavailable(message);
        }
        var body = parse(answer.body());
        if (!answer.isDone()) {
            throw refusal(answer.status(), body);
        }
        return body;
    }

    private static JsonNode parse(String body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            throw RefusalException.unavailable("what answers there is no composite: its answer is no JSON");
        }
    }

    private static RefusalException refusal(int status, JsonNode problem) {
        var mistakes = new StringBuilder();
        problem.path("mistakes").forEach(mistake -> mistakes.append(mistake.asString()).append(System.lineSeparator()));
        var detail = problem.path("detail").asString("it answers %d and doesn't say why".formatted(status));
        if (!mistakes.isEmpty()) {
            return RefusalException.unusable("the file has mistakes%n%s%s".formatted(mistakes, detail));
        }
        return status == 401 ? RefusalException.forbidden(detail) : RefusalException.refused(detail);
    }

    private ControlAddress address(Path file) {
        var wanted = url;
        return wanted == null ? new ControlAddress.Folder(folder(file))
                : new ControlAddress.Tcp(listen(wanted), token());
    }

    /** A file that was broken while its composite runs must not keep anybody from it. */
    private static Path folder(Path file) {
        try {
            return CompositeReader.folder(file);
        } catch (ConfigException e) {
            var usual = CompositeReader.usualFolder(file);
            if (Files.exists(file) && Files.isDirectory(usual)) {
                return usual;
            }
            throw e;
        }
    }

    private static ListenAddress listen(String url) {
        try {
            var uri = new URI(url);
            var host = Optional.ofNullable(uri.getHost()).orElse("");
            boolean plain = "http".equals(uri.getScheme()) && uri.getUserInfo() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            if (plain && !host.isEmpty() && uri.getPort() > 0) {
                return ListenAddress.parse(host + ":" + uri.getPort());
            }
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Said below.
        }
        throw RefusalException
                .usage("--url %s: write http://host:port, as control.listen in the file says".formatted(url));
    }

    private Secret token() {
        var file = tokenFile;
        Optional<String> token;
        try {
            token = file == null ? Optional.ofNullable(System.getenv(TOKEN)) : Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw RefusalException.usage("--token-file %s: it can't be read (%s)".formatted(file, e.getMessage()));
        }
        var plain = token.map(String::strip)
                .orElseThrow(() -> RefusalException.usage("--url needs a token: write --token-file, or set " + TOKEN));
        if (plain.isEmpty() || !plain.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw RefusalException.usage("the token is empty, or has characters that no token has");
        }
        return new Secret(plain);
    }

    /** A part of a path or a query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
