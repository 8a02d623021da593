package dev.rowhouse.server;

import dev.rowhouse.audit.Audit;
import dev.rowhouse.audit.FileAudit;
import dev.rowhouse.audit.Finding;
import dev.rowhouse.audit.Judged;
import dev.rowhouse.audit.Judgement;
import dev.rowhouse.config.AppConfig;
import dev.rowhouse.config.AppName;
import dev.rowhouse.config.CompositeConfig;
import dev.rowhouse.config.InstanceConfig;
import dev.rowhouse.config.Mistakes;
import dev.rowhouse.config.Statics;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The audit of a composite: of the code of its apps, each read once and when it is asked for, and of its files. For one thread.
 */
final class CompositeAudit {
    private final CompositeConfig config;
    private final Map<AppName, List<Finding>> found = new HashMap<>();

    CompositeAudit(CompositeConfig config) {
        this.config = config;
    }

    /** What was found in the code of each app that has instances, by name. */
    Map<AppName, List<Judged>> apps() {
        Map<AppName, List<Judged>> apps = new LinkedHashMap<>();
        config.apps()
                .values()
                .stream()
                .filter(app -> instances(app).findAny().isPresent())
                .sorted(Comparator.comparing(app -> app.name().value()))
                .forEach(app -> apps.put(app.name(), Judgement.of(findings(app), app.accepted(), isSeparated(app))));
        return apps;
    }

    /** What was found in the files. */
    List<Judged> files() {
        return Judgement.of(new FileAudit(config).findings(), config.accepted(), false);
    }

    /**
     * Refuses instances with {@code statics = refuse} of apps whose static fields hold what changes.
     *
     * @throws dev.rowhouse.config.ConfigException with each finding, if there is one
     */
    void refuse() {
        var mistakes = new Mistakes();
        for (var instance : config.instances()) {
            if (instance.statics() == Statics.REFUSE) {
                refuse(instance, mistakes);
            }
        }
        mistakes.throwIfAny();
    }

    private void refuse(InstanceConfig instance, Mistakes mistakes) {
        var app = Objects.requireNonNull(config.apps().get(instance.app()));
        Judgement.of(findings(app), app.accepted(), false)
                .stream()
                .filter(one -> one.isSerious() && one.finding().rule().isAboutStatics())
                .map(Judged::finding)
                .forEach(finding -> mistakes.add(instance.origin(), "instances.%s.statics".formatted(instance.name()),
                        "app '%s' has %s (%s): %s; %s".formatted(app.name(), finding.name(), finding.place().source(),
                                finding.detail(), finding.rule().why()),
                        "write statics = separate or warn, or apps.%s.accept = [{ finding = \"%s\", reason = \"...\" }]"
                                .formatted(app.name(), finding.name())));
    }

    private List<Finding> findings(AppConfig app) {
        return found.computeIfAbsent(app.name(), _ -> {
            var code = AuditedCode.of(app);
            return Audit.of(code.own(), code.libraries());
        });
    }

    private boolean isSeparated(AppConfig app) {
        return instances(app).allMatch(instance -> instance.statics() == Statics.SEPARATE);
    }

    private Stream<InstanceConfig> instances(AppConfig app) {
        return config.instances().stream().filter(instance -> instance.app().equals(app.name()));
    }
}
