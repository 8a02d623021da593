package dev.rowhouse.audit;

import dev.rowhouse.audit.Types.Nature;
import java.util.List;
import java.util.Optional;

/** Judges static fields that get another value after their class was initialised. For one thread. */
final class Reassignment {
    private final Program program;
    private final StaticUse use;

    Reassignment(Program program, StaticUse use) {
        this.program = program;
        this.use = use;
    }

    Optional<Finding> judge(ClassCode type, FieldCode field) {
        var writes = use.writes(field.key());
        if (writes.isEmpty()) {
            return field.isOpen() && !field.key().name().equals("MODULE$")
                    ? Optional.of(new Finding(Rule.STATIC_FIELD, Severity.LOW, type.place(field.key().name(), 0),
                            "not final, and every class can write it; none that was read does"))
                    : Optional.empty();
        }
        return writes.stream().flatMap(write -> judge(type, field, write).stream()).min(Finding.ORDER);
    }

    private Optional<Finding> judge(ClassCode type, FieldCode field, StaticUse.Write write) {
        var value = write.step().value();
        var where = "in %s".formatted(write.method().key());
        var place = new Place(type.place(field.key().name(), 0).subject(), source(write), write.step().line());
        if (isNothing(value)) {
            return Optional.empty();
        }
        if (value instanceof Value.Computed && value.trail().anyMatch(new Value.Held(field.key())::equals)) {
            return Optional.of(new Finding(Rule.STATIC_COUNTER, Severity.MEDIUM, place, "counted " + where));
        }
        if (StaticUse.comesFromCaller(write.method(), value)) {
            return Optional.of(new Finding(ofItself(field) ? Rule.STATIC_SINGLETON : Rule.STATIC_FIELD, Severity.HIGH,
                    place, "written %s with what its caller gives".formatted(where)));
        }
        if (value instanceof Value.Constant) {
            return Optional.of(new Finding(Rule.STATIC_FIELD, Severity.MEDIUM, place, "switched " + where));
        }
        if (!write.method().reads(field.key())) {
            return Optional.of(new Finding(Rule.STATIC_FIELD, Severity.MEDIUM, place, "written " + where));
        }
        return Optional.of(made(field, place, where));
    }

    /** Made when it is first needed, of nothing that a caller gave. */
    private Finding made(FieldCode field, Place place, String where) {
        var changes = use.changes(field.key());
        if (!changes.isEmpty() && !isConstant(field)) {
            return new Finding(Rule.STATIC_SINGLETON, Severity.HIGH, place,
                    "made %s when it is first needed, and changed in %s".formatted(where,
                            changes.getFirst().method().key()));
        }
        return new Finding(ofItself(field) ? Rule.STATIC_SINGLETON : Rule.STATIC_FIELD, Severity.LOW, place,
                "made %s when it is first needed, of nothing that a caller gives".formatted(where));
    }

    private boolean isConstant(FieldCode field) {
        return program.nature(field.type()).filter(nature -> nature == Nature.CONSTANT).isPresent();
    }

    private static boolean ofItself(FieldCode field) {
        return field.type().equals(field.key().owner());
    }

    private static boolean isNothing(Value value) {
        return value.equals(Value.Constant.NULL) || (value instanceof Value.Either(List<Value> choices)
                && choices.stream().allMatch(Value.Constant.NULL::equals));
    }

    private String source(StaticUse.Write write) {
        return program.find(write.method().key().owner()).map(ClassCode::source).orElse("");
    }
}
