package dev.rowhouse.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rowhouse.config.Mount;
import dev.rowhouse.instance.Phase;
import dev.rowhouse.spi.Json;
import dev.rowhouse.spi.Routes;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What can be asked of a composite that runs, by path; {@code README.md} of this room shows each with an example.
 *
 * <p>Safe for use by many threads. A request is answered on a virtual thread of its own, so one that takes long holds up no other.
 */
public final class ControlApi {
    private final Operations operations;
    private final Json json = new Json(JsonMapper.builder()
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .build());
    private final Routes routes;

    /** What a composite can be asked that stays as it was opened. */
    public ControlApi(Operations operations) {
        this.operations = operations;
        routes = new Routes().get("/v1/composite", this::composite)
                .get("/v1/instances", this::instances)
                .get("/v1/instances/{name}", this::instance)
                .get("/v1/instances/{name}/mounts", this::mounts)
                .put("/v1/instances/{name}/mounts", this::mount)
                .delete("/v1/instances/{name}/mounts", this::unmount)
                .post("/v1/instances/{name}/start", this::start)
                .post("/v1/instances/{name}/stop", this::stop)
                .post("/v1/instances/{name}/restart", this::restart)
                .post("/v1/instances/{name}/passivate", this::passivate);
    }

    /** What a composite can be asked that follows its file. */
    public ControlApi(Operations operations, Reload reload) {
        this(operations);
        routes.get("/v1/plan", exchange -> changes(exchange, reload.plan()))
                .post("/v1/apply", exchange -> changes(exchange, reload.apply()))
                .post("/v1/undo", exchange -> changes(exchange, reload.undo()));
    }

    /** Who answers. */
    HttpHandler handler() {
        return new Answering(routes);
    }

    private void composite(HttpServerExchange exchange) {
        Asked.of(exchange);
        var about = operations.about();
        Map<Phase, Integer> phases = new LinkedHashMap<>();
        for (var phase : Phase.values()) {
            phases.put(phase, 0);
        }
        var all = operations.instances();
        all.forEach(one -> phases.merge(one.phase(), 1, Integer::sum));
        json.write(exchange, StatusCodes.OK,
                new CompositeView(about.version(), about.started(),
                        Duration.between(about.started(), Instant.now()).toSeconds(), about.file(), about.addresses(),
                        all.size(), phases));
    }

    private void instances(HttpServerExchange exchange) {
        var asked = Asked.of(exchange, "after", "limit", "phase", "app");
        json.write(exchange, StatusCodes.OK, Page.of(operations.instances(),
                new Page.Wanted(asked.text("after"), asked.limit(), asked.phase(), asked.text("app"))));
    }

    private void instance(HttpServerExchange exchange) {
        Asked.of(exchange);
        json.write(exchange, StatusCodes.OK, find(exchange).view());
    }

    private void start(HttpServerExchange exchange) {
        Asked.of(exchange);
        var instance = find(exchange);
        answer(exchange, instance, instance.start(), Phase.SERVING);
    }

    private void stop(HttpServerExchange exchange) throws InterruptedException {
        var drain = Asked.of(exchange, "drain").drain(operations.drain());
        var instance = find(exchange);
        answer(exchange, instance, instance.stop(drain), Phase.CLOSED);
    }

    private void restart(HttpServerExchange exchange) throws InterruptedException {
        var drain = Asked.of(exchange, "drain").drain(operations.drain());
        var instance = find(exchange);
        answer(exchange, instance, instance.restart(drain), Phase.SERVING);
    }

    private void passivate(HttpServerExchange exchange) throws InterruptedException {
        var drain = Asked.of(exchange, "drain").drain(operations.drain());
        var instance = find(exchange);
        if (!instance.passivate(drain) && instance.phase() != Phase.COLD) {
            throw RefusedException.conflict(
                    "instance '%s' is %s and does not rest now: %s".formatted(instance.name(), instance.phase(),
                            instance.phase() == Phase.SERVING
                                    ? "it has requests, tasks or open connections; try again, or stop it"
                                    : "only one that is SERVING can be passivated"));
        }
        answer(exchange, instance, instance.phase(), instance.phase());
    }

    /** An action is done when it led where it should; where it goes on, 202; where it led elsewhere, a conflict. */
    private void answer(HttpServerExchange exchange, ControlledInstance instance, Phase reached, Phase wanted) {
        var view = instance.view();
        if (reached == wanted) {
            json.write(exchange, StatusCodes.OK, view);
        } else if (reached == Phase.STARTING || reached == Phase.DRAINING) {
            json.write(exchange, StatusCodes.ACCEPTED, view);
        } else {
            throw RefusedException.conflict("instance '%s' is %s%s".formatted(instance.name(), reached,
                    view.reason().map(reason -> ": " + reason).orElse("; somebody else has changed it meanwhile")));
        }
    }

    private void mounts(HttpServerExchange exchange) {
        Asked.of(exchange);
        var instance = find(exchange);
        json.write(exchange, StatusCodes.OK, Map.of("name", instance.name().value(), "mounts", texts(instance)));
    }

    private void mount(HttpServerExchange exchange) {
        var mount = Asked.of(exchange, "mount").mount();
        var instance = find(exchange);
        instance.mount(mount);
        changed(exchange, instance);
    }

    private void unmount(HttpServerExchange exchange) {
        var mount = Asked.of(exchange, "mount").mount();
        var instance = find(exchange);
        instance.unmount(mount);
        changed(exchange, instance);
    }

    private void changed(HttpServerExchange exchange, ControlledInstance instance) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("name", instance.name().value());
        answer.put("mounts", texts(instance));
        if (!Set.copyOf(instance.mounts()).equals(Set.copyOf(instance.declared()))) {
            answer.put("note", "%s says otherwise: change it too, or this is gone with the next apply or start"
                    .formatted(operations.about().file()));
        }
        json.write(exchange, StatusCodes.OK, answer);
    }

    private static List<String> texts(ControlledInstance instance) {
        return instance.mounts().stream().map(Mount::toString).toList();
    }

    private void changes(HttpServerExchange exchange, Changes changes) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("changes", changes.changes().stream().map(change -> {
            Map<String, String> line = new LinkedHashMap<>();
            line.put("instance", change.name().value());
            line.put("kind", dashed(change.kind()));
            line.put("why", change.why());
            var outcome = changes.outcomes().get(change.name());
            if (outcome != null) {
                line.put("outcome", outcome.toString());
            }
            return line;
        }).toList());
        answer.put("composite", changes.composite());
        answer.put("process", changes.process());
        answer.put("failed", changes.hasFailed());
        json.write(exchange, StatusCodes.OK, answer);
    }

    /** A constant as the API names it. */
    public static String dashed(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ControlledInstance find(HttpServerExchange exchange) {
        var name = Routes.parameter(exchange, "name");
        return operations.find(name)
                .map(ControlledInstance.class::cast)
                .orElseThrow(() -> RefusedException
                        .missing("there is no instance '%s'; GET /v1/instances shows which there are"
                                .formatted(Asked.shown(name))));
    }

    /** What {@code /v1/composite} shows. */
    private record CompositeView(
            String version,
            Instant started,
            long uptimeSeconds,
            String file,
            List<String> addresses,
            int instances,
            Map<Phase, Integer> phases) {}
}
