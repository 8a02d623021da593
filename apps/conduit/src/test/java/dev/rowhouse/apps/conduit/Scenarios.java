package dev.rowhouse.apps.conduit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What every instance promises to those who use it over HTTP, whatever its database and whoever lives next door. */
final class Scenarios {
    static final List<Class<?>> AREAS = List.of(ArticleScenarios.class, CommentScenarios.class,
            ConcurrencyScenarios.class, CorsScenarios.class, FavoriteScenarios.class, FeedScenarios.class,
            ListScenarios.class, LoginScenarios.class, ProfileScenarios.class, RefusalScenarios.class,
            SlugScenarios.class, TagScenarios.class, TextScenarios.class, TokenScenarios.class, UserScenarios.class,
            UserUpdateScenarios.class);

    private Scenarios() {}

    /** Every method of every area that is neither private nor static. */
    static List<Scenario> all() {
        return AREAS.stream()
                .flatMap(area -> Stream.of(area.getDeclaredMethods()))
                .filter(Scenarios::isPromise)
                .map(Scenario::new)
                .sorted(Comparator.comparing(Scenario::name))
                .toList();
    }

    private static boolean isPromise(Method method) {
        int modifiers = method.getModifiers();
        return !method.isSynthetic() && !Modifier.isPrivate(modifiers) && !Modifier.isStatic(modifiers);
    }

    /** A test for each. */
    static Stream<DynamicTest> tests(Client client) {
        return all().stream().map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> scenario.run(client)));
    }
}
