package dev.rowhouse.server.shell;

import dev.rowhouse.config.EngineName;
import dev.rowhouse.instance.Household;
import dev.rowhouse.spi.Plan;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/** What is defined before the first snippet of a shell: some variables, and imports. */
final class StartUp {
    private static final String HOUSEHOLD = ShellObjects.class.getName()
            + ".of(java.lang.invoke.MethodHandles.lookup())";
    private static final Set<String> TAKEN = Set.of("injector", "instance", "work", "session");

    private StartUp() {}

    /** The snippets, one a line. */
    static List<String> of(Household household) {
        List<String> snippets = new ArrayList<>();
        snippets.add("import module java.base;");
        household.entities()
                .stream()
                .filter(StartUp::isImportable)
                .map(type -> "import %s;".formatted(type.getCanonicalName()))
                .forEach(snippets::add);
        snippets.add("com.google.inject.Injector injector = %s.injector();".formatted(HOUSEHOLD));
        snippets.add("dev.rowhouse.spi.Instance instance = %s.object(dev.rowhouse.spi.Instance.class);"
                .formatted(HOUSEHOLD));
        snippets.add("dev.rowhouse.spi.Work work = %s.work();".formatted(HOUSEHOLD));
        if (!household.config().databases().toList().isEmpty()) {
            snippets.add("org.hibernate.Session session = %s.session();".formatted(HOUSEHOLD));
        }
        sessions(household).forEach((variable, engine) -> snippets
                .add("org.hibernate.Session %s = %s.session(\"%s\");".formatted(variable, HOUSEHOLD, engine)));
        return snippets;
    }

    /** The names of all variables, for people. */
    static String variables(Household household) {
        return Stream
                .concat(Stream.of("injector", "instance", "work", "session"), sessions(household).keySet().stream())
                .collect(Collectors.joining(", "));
    }

    private static boolean isImportable(Class<?> type) {
        for (var one = type; one != null; one = one.getEnclosingClass()) {
            if (!Modifier.isPublic(one.getModifiers()) || one.getCanonicalName() == null) {
                return false;
            }
        }
        return !type.getPackageName().isEmpty() && !type.getPackageName().startsWith("java.");
    }

    /** Further sessions, each on one engine. */
    private static SequencedMap<String, EngineName> sessions(Household household) {
        SequencedMap<String, EngineName> sessions = new LinkedHashMap<>();
        var config = household.config();
        Stream.concat(config.engines().keySet().stream(), config.sharded().keySet().stream())
                .filter(engine -> !engine.value().equals(Plan.DEFAULT_ENGINE))
                .forEach(engine -> sessions.put(variable(engine.value()), engine));
        return sessions;
    }

    /** {@code auditLog} for {@code audit-log}. */
    static String variable(String engine) {
        var name = new StringBuilder();
        for (var word : engine.split("[-_]+", -1)) {
            name.append(name.isEmpty() || word.isEmpty() ? word
                    : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        }
        var variable = name.toString();
        return SourceVersion.isName(variable) && !TAKEN.contains(variable) ? variable : "session_" + variable;
    }
}
