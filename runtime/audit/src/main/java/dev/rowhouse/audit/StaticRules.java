package dev.rowhouse.audit;

import dev.rowhouse.audit.Types.Nature;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Judges static fields: by what is written to them, and by what happens to what they hold. For one thread. */
final class StaticRules {
    /** Nobody can change them, or another rule tells who made them. */
    private static final Set<Nature> NOTHING = Set.of(Nature.CONSTANT, Nature.EXECUTOR);

    private static final Set<String> COUNTING = Set.of("incrementAndGet", "getAndIncrement", "decrementAndGet",
            "getAndDecrement", "addAndGet", "getAndAdd", "increment", "decrement", "add");

    private final Program program;
    private final Origins origins;
    private final StaticUse use;

    StaticRules(Program program, Origins origins, StaticUse use) {
        this.program = program;
        this.origins = origins;
        this.use = use;
    }

    /** What is found about all static fields of a class. */
    Stream<Finding> judge(ClassCode type) {
        return type.fields()
                .stream()
                .filter(field -> field.isStatic() && !field.isCompilers())
                .flatMap(field -> judge(type, field).stream());
    }

    private Optional<Finding> judge(ClassCode type, FieldCode field) {
        var natures = new TreeSet<Nature>();
        boolean known = true;
        for (var name : origins.types(field)) {
            var nature = program.nature(name);
            known &= nature.isPresent();
            nature.ifPresent(natures::add);
        }
        if (field.type().equals("com/google/inject/Injector")) {
            return Optional.of(new Finding(Rule.STATIC_INJECTION, Severity.HIGH, place(type, field),
                    "an injector for all instances: what it makes just in time, it makes once"));
        }
        if (natures.contains(Nature.THREAD_LOCAL)) {
            return Optional.of(threadLocal(type, field));
        }
        var written = field.isFinal() ? Optional.<Finding>empty() : new Reassignment(program, use).judge(type, field);
        var held = natures.contains(Nature.LOCK) || isPlainLock(field)
                ? Optional
                        .of(new Finding(Rule.SHARED_LOCK, Severity.LOW, place(type, field), "a lock for all instances"))
                : held(type, field, natures, known);
        if (written.isPresent() && held.isPresent()) {
            return written.get().severity().compareTo(held.get().severity()) <= 0 ? written : held;
        }
        return written.or(() -> held);
    }

    private boolean isNothing(String type) {
        return program.nature(type).filter(NOTHING::contains).isPresent();
    }

    private boolean isPlainLock(FieldCode field) {
        return field.isFinal() && origins.types(field).equals(Set.of("java/lang/Object")) && !field.isOpen();
    }

    private static Place place(ClassCode type, FieldCode field) {
        return type.place(field.key().name(),
                type.methods()
                        .stream()
                        .flatMap(method -> method.steps().stream())
                        .filter(step -> step instanceof Step.StaticWrite write && write.field().equals(field.key()))
                        .mapToInt(Step::line)
                        .findFirst()
                        .orElse(0));
    }

    private Finding threadLocal(ClassCode type, FieldCode field) {
        var changes = use.changes(field.key());
        boolean isSet = program.methods()
                .stream()
                .flatMap(MethodCode::calls)
                .anyMatch(call -> call.target().name().equals("set") && !call.arguments().isEmpty()
                        && isField(call.arguments().getFirst(), field.key())
                        && !call.arguments().getLast().equals(Value.Constant.NULL));
        var place = place(type, field);
        if (use.isRemovedFrom(field.key())) {
            return new Finding(Rule.STATIC_THREAD_LOCAL, Severity.MEDIUM, place,
                    "a thread-local, removed somewhere; is that in a finally?");
        }
        if (isSet) {
            return new Finding(Rule.STATIC_THREAD_LOCAL, Severity.HIGH, place,
                    "a thread-local that is set and never removed");
        }
        return new Finding(Rule.STATIC_THREAD_LOCAL, Severity.MEDIUM, place,
                "a thread-local that is never removed: one object for each thread"
                        + (changes.isEmpty() ? "" : ", changed " + in(changes.getFirst())));
    }

    private boolean isField(Value value, FieldKey key) {
        return value.trail()
                .anyMatch(
                        source -> source instanceof Value.Held(FieldKey field) && program.declared(field).equals(key));
    }

    /** What becomes of the object that the field holds. */
    private Optional<Finding> held(ClassCode type, FieldCode field, Set<Nature> natures, boolean known) {
        var changes = use.changes(field.key());
        if (known && NOTHING.containsAll(natures)
                && (changes.isEmpty() || !origins.types(field).contains(Origins.CONSTANT) || isNothing(field.type()))) {
            return Optional.empty();
        }
        if (changes.isEmpty()) {
            boolean changeable = !natures.isEmpty() && !NOTHING.containsAll(natures);
            return changeable && field.isOpen() ? Optional.of(new Finding(Rule.STATIC_OBJECT, Severity.LOW,
                    place(type, field), "every class can change what it holds; none that was read does"))
                    : Optional.empty();
        }
        var change = changes.getFirst();
        var place = place(type, field);
        if (natures.contains(Nature.NUMBER) && changes.stream().allMatch(one -> COUNTING.contains(one.by()))) {
            return Optional.of(new Finding(Rule.STATIC_COUNTER, Severity.MEDIUM, place, "counted " + in(change)));
        }
        boolean map = natures.contains(Nature.MAP);
        if (map && field.isKeyedByCode()) {
            return Optional.of(new Finding(Rule.STATIC_CACHE, Severity.MEDIUM, place,
                    "what is known of classes is remembered here, filled " + in(change)));
        }
        boolean given = changes.stream().anyMatch(StaticUse.Change::given);
        return Optional.of(new Finding(map ? Rule.STATIC_CACHE : Rule.STATIC_OBJECT,
                given && (known || map || isRead(field)) ? Severity.HIGH : Severity.MEDIUM, place,
                "%s changed %s".formatted(map ? "a map," : "what it holds is", in(change))));
    }

    /** Whether the classes of what the field holds were read, so that their methods' effects are known and not guessed. */
    private boolean isRead(FieldCode field) {
        return origins.types(field).stream().allMatch(program::knows);
    }

    private String in(StaticUse.Change change) {
        return "in %s, %s".formatted(change.method().key(), source(change));
    }

    private String source(StaticUse.Change change) {
        return program.find(change.method().key().owner())
                .map(type -> new Place("", type.source(), change.line()).source())
                .orElse("");
    }
}
