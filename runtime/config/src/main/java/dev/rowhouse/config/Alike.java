package dev.rowhouse.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets instances of one composite have in common what is equal in them, since thousands may be at rest that consist of little else. Their
 * settings stay their own. For use by one thread.
 */
final class Alike {
    private final Map<Object, Object> known = new HashMap<>();

    /** An equal instance. */
    InstanceConfig of(InstanceConfig one) {
        var alike = one.anew(this::engine, one.folder());
        return new InstanceConfig(one.name(), the(one.app()), one.mounts(), one.settings(), alike.engines(),
                alike.families(), alike.sharded(), one.statics(), one.trust(), the(one.life()), the(one.limits()),
                the(one.log()), the(one.login()), one.transactions(), one.folder(), the(one.secrets()),
                the(one.origin()));
    }

    private EngineConfig engine(EngineConfig one) {
        return new EngineConfig(the(one.name()), one.url(), the(one.user()), the(one.password()), one.schema(),
                the(one.pool()), one.mapping(), one.durability(), one.shared(), the(one.reflect()),
                the(one.properties()), the(one.part()), one.transactions(), the(one.origin()));
    }

    /** The first of those that are equal to a value. */
    @SuppressWarnings("unchecked") // Equal values are of one type: each is a record, or holds one.
    private <T> T the(T value) {
        var first = known.putIfAbsent(value, value);
        return first == null || first.getClass() != value.getClass() ? value : (T) first;
    }
}
