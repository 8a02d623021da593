package dev.rowhouse.route;

import dev.rowhouse.config.InstanceName;
import dev.rowhouse.spi.NoEngineException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.QueryException;

/** The words in which operations are refused that belong to no engine of an instance. */
final class Refusals {
    private final InstanceName instance;
    private final List<Inventory> inventories;

    Refusals(InstanceName instance, List<Inventory> inventories) {
        this.instance = instance;
        this.inventories = inventories;
    }

    String unknown(String entity) {
        return "instance '%s': no engine holds %s; there are %s; put it into one of them in the plan, or call this inside work.on(...) if it is in a family"
                .formatted(instance, entity, engines());
    }

    String undecided(String entity, List<Destination> holders) {
        var one = holders.getFirst().name();
        return "instance '%s': %s is in the engines %s, and nothing decides between them; there are %s; bind it in the plan, as with bind(\"%s\", ...), or call this inside work.on(\"%s\")"
                .formatted(instance, entity, names(holders), engines(), one, one);
    }

    String boundElsewhere(String entity, Bound bound, List<Destination> holders) {
        var what = bound.by().isEmpty() ? "is" : "is, by " + bound.by() + ",";
        return "instance '%s': %s %s bound to the engine '%s', which doesn't hold it; it is in %s; there are %s; bind it to one that holds it, or add it to '%s' in the plan"
                .formatted(instance, entity, what, bound.engine(), names(holders), engines(), bound.engine());
    }

    String ambiguous(String name, Collection<Object> meanings) {
        var all = meanings.stream()
                .map(meaning -> meaning instanceof Class<?> type ? type.getName() : meaning.toString())
                .collect(Collectors.joining(" and "));
        return "instance '%s': %s is %s, in different engines; there are %s; write the name of the class in full, or call this inside work.on(...)"
                .formatted(instance, name, all, engines());
    }

    NoEngineException notThere(String entity, Destination named, List<String> holders) {
        var where = holders.isEmpty() ? "no engine does" : "it is in " + String.join(", ", holders);
        return new NoEngineException(
                "instance '%s': this piece of work is on '%s', which doesn't hold %s; %s; there are %s; call this inside work.on(...) with an engine that holds it"
                        .formatted(instance, named.name(), entity, where, engines()));
    }

    NoEngineException different(Map<Destination, String> entities) {
        var where = entities.entrySet()
                .stream()
                .map(engine -> "%s is in '%s'".formatted(engine.getValue(), engine.getKey().name()))
                .collect(Collectors.joining(", "));
        return new NoEngineException(
                "instance '%s': a query is about entities of different engines: %s; ask each engine with a query of its own, or, if one holds them all, inside work.on(...)"
                        .formatted(instance, where));
    }

    NoEngineException noEntity(String hql) {
        return new NoEngineException(
                "instance '%s': this query names no entity, so any of the engines %s might answer it; call this inside work.on(\"%s\"), or on a session that is injected with @Named(\"%s\"): %s"
                        .formatted(instance, engines(), some(), some(), hql));
    }

    /** What belongs to no entity. */
    NoEngineException only(String operation) {
        var instead = switch (operation) {
            case "beginTransaction", "getTransaction", "inTransaction", "fromTransaction", "joinTransaction",
                    "isJoinedToTransaction" ->
                "call Work.inTransaction, which begins one in each engine that is used, or call this";
            default -> "call this";
        };
        return new NoEngineException(
                "instance '%s': %s belongs to one engine, and this session stands for all of %s; %s inside work.on(\"%s\"), or on a session that is injected with @Named(\"%s\")"
                        .formatted(instance, operation, engines(), instead, some(), some()));
    }

    /** Something that has a name, which no engine or several know. */
    NoEngineException named(String what, String name, List<Destination> knowing) {
        var found = knowing.isEmpty() ? "no engine knows" : "the engines %s all know".formatted(names(knowing));
        return new NoEngineException(
                "instance '%s': %s the %s '%s'; there are %s; call this inside work.on(...) with the engine that is meant"
                        .formatted(instance, found, what, name, engines()));
    }

    NoEngineException untypedMap() {
        return new NoEngineException(
                "instance '%s': a map doesn't say which entity it is; give the name, as with persist(\"Name\", map); the engines are %s"
                        .formatted(instance, engines()));
    }

    /** Criteria, a graph or something else that an engine made which isn't the one. */
    NoEngineException foreign(String what) {
        return new NoEngineException(
                "instance '%s': %s were made with another engine than this session is on; make and use them inside one work.on(...), or with one session; there are %s"
                        .formatted(instance, what, engines()));
    }

    NoEngineException foreignTo(Destination made, Map<Destination, String> entities) {
        var where = entities.entrySet()
                .stream()
                .map(engine -> "%s is in '%s'".formatted(engine.getValue(), engine.getKey().name()))
                .collect(Collectors.joining(", "));
        return new NoEngineException(
                "instance '%s': these criteria are for the engine '%s', and %s; ask each engine with a query of its own, or make and use them inside work.on(\"%s\")"
                        .formatted(instance, made.name(), where, made.name()));
    }

    NoEngineException unsettled(String operation) {
        return new NoEngineException(
                "instance '%s': %s was called before the criteria named an entity, and each of the engines %s does it in its own way; call from(...) first, take another builder from getCriteriaBuilder() for each query, or do all of it inside work.on(\"%s\")"
                        .formatted(instance, operation, engines(), some()));
    }

    /** What Hibernate itself says about a text that it can't read. */
    IllegalArgumentException unreadable(String hql, Destination any) {
        try {
            any.factory().getQueryEngine().getHqlTranslator().translate(hql, Object.class);
        } catch (QueryException e) {
            return new IllegalArgumentException(e);
        }
        return noEntity(hql);
    }

    NoEngineException mistakes(List<String> mistakes) {
        return new NoEngineException("instance '%s': %s".formatted(instance, String.join("; ", mistakes)));
    }

    private String engines() {
        return inventories.isEmpty() ? "none but families"
                : inventories.stream().map(inventory -> inventory.engine().name()).collect(Collectors.joining(", "));
    }

    /** An example. */
    private String some() {
        return inventories.isEmpty() ? "..." : inventories.getLast().engine().name();
    }

    private static String names(List<Destination> some) {
        return some.stream().map(Destination::name).collect(Collectors.joining(", "));
    }
}
