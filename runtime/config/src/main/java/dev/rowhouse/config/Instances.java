package dev.rowhouse.config;

import com.typesafe.config.ConfigObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gathers the instances of a composite, each read apart from the others and then compared with them. */
final class Instances implements Declarations.Taker {
    private final List<InstanceConfig> found = new ArrayList<>();
    private final InstanceReader reader;
    private final Reading reading;
    private final List<Section.Layer> defaults;
    private final Secrets common;
    private final Conflicts conflicts;
    private final Alike alike = new Alike();
    private final Set<ClearSecret> clear = new LinkedHashSet<>();

    /**
     * No instances yet.
     *
     * @param defaults what each starts from
     * @param common secrets that any of them may use
     */
    Instances(InstanceReader reader, Reading reading, List<Section.Layer> defaults, Secrets common) {
        this.reader = reader;
        this.reading = reading;
        this.defaults = defaults;
        this.common = common;
        this.conflicts = new Conflicts(reading.mistakes());
    }

    /** Compares what can be compared only when all were taken. */
    void end() {
        conflicts.end();
    }

    List<InstanceConfig> found() {
        return found;
    }

    @Override
    public boolean take(
            Declarations.Named named,
            ConfigObject declared,
            String key,
            LifeConfig.Start usual,
            Placeholders placeholders) {
        if (!Names.isName(named.value())) {
            reading.mistakes()
                    .add(named.origin(), named.key(), "'%s' is not a name".formatted(named.value()), Names.RULE);
            return false;
        }
        var name = new InstanceName(named.value());
        boolean free = conflicts.isFree(name, named.key(), named.origin());
        var apart = reading.apart(placeholders.in(name));
        var section = Section.of(declared, key, defaults, apart);
        var secrets = secrets(section);
        var instance = reader.read(name, section, usual, section.self().origin(), secrets);
        reading.mistakes().addAll(apart.mistakes(), secrets);
        if (free && instance.isPresent()) {
            add(alike.of(instance.get()), key);
        }
        return apart.mistakes().isEmpty();
    }

    @Override
    public void takeAll(Declarations.Fleet fleet) {
        int before = found.size();
        boolean right = take(fleet, 1);
        var pattern = right && found.size() > before
                ? FleetPattern.of(found.getLast(), section(fleet, 1, found.getLast().name()))
                : Optional.<FleetPattern>empty();
        for (int n = 2; n <= fleet.count() && right; n++) {
            right = (pattern.isPresent() && take(fleet, n, pattern.get())) || take(fleet, n);
        }
    }

    private boolean take(Declarations.Fleet fleet, int n) {
        return take(fleet.named(n), fleet.declared(), fleet.key(), LifeConfig.Start.LAZY, fleet.placeholders(n));
    }

    /** Whether the pattern was enough: what is wrong with a member is said where it is read in full. */
    private boolean take(Declarations.Fleet fleet, int n, FleetPattern pattern) {
        var named = fleet.named(n);
        if (!Names.isName(named.value())) {
            return false;
        }
        var name = new InstanceName(named.value());
        var member = pattern.member(name, section(fleet, n, name), reader);
        if (member.isPresent() && conflicts.isFree(name, named.key(), named.origin())) {
            add(member.get(), fleet.key());
        }
        return member.isPresent();
    }

    private Section section(Declarations.Fleet fleet, int n, InstanceName name) {
        return Section.of(fleet.declared(), fleet.key(), defaults, reading.apart(fleet.placeholders(n).in(name)));
    }

    private void add(InstanceConfig instance, String key) {
        conflicts.add(instance, key);
        found.add(instance);
    }

    /**
     * Where secrets stand as they are: those of instances first. Those of one line are
     * told once.
     *
     * @param composite what was found in the composite file as a whole
     */
    List<ClearSecret> clearSecrets(SecretCollector composite) {
        Map<Origin, ClearSecret> distinct = new LinkedHashMap<>();
        Stream.concat(clear.stream(), composite.clear().stream())
                .forEach(secret -> distinct.putIfAbsent(secret.origin(), secret));
        return List.copyOf(distinct.values());
    }

    private Secrets secrets(Section section) {
        var collected = SecretCollector.visit(section);
        clear.addAll(collected.clear());
        var own = collected.secrets();
        if (own.values().isEmpty() || common.values().isEmpty()) {
            return own.values().isEmpty() ? common : own;
        }
        var all = new HashSet<>(own.values());
        all.addAll(common.values());
        return new Secrets(all);
    }
}
