package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedAppsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private AppConfig app(CompositeConfig composite, String name) {
        return Objects.requireNonNull(composite.apps().get(new AppName(name)));
    }

    @Test
    void findsPathsBesideTheFile() {
        var composite = new Desk(folder).read("""
                apps.one { class = example.Rich, path = "lib/one.jar" }
                apps.two { class = example.Rich
                  path = ["{here}/../two", "lib"] }
                apps.three.class = example.Rich
                instances.a { app = one, mount = "/a" }
                """);
        assertThat(app(composite, "one").places()).extracting(AppConfig.Place::path)
                .containsExactly(folder.resolve("lib/one.jar"));
        assertThat(app(composite, "one").origin().line()).isEqualTo(1);
        assertThat(app(composite, "two").places()).extracting(AppConfig.Place::path)
                .containsExactly(folder.resolveSibling("two"), folder.resolve("lib"));
        assertThat(app(composite, "two").places()).extracting(AppConfig.Place::key)
                .containsExactly("apps.two.path[0]", "apps.two.path[1]");
        assertThat(app(composite, "two").places()).allMatch(place -> place.origin().line() == 3);
        assertThat(app(composite, "three").places()).isEmpty();
    }

    @Test
    void refusesPathsThatAreNone() {
        assertThat(new Desk(folder).mistakes("""
                apps.one { class = example.Rich, path = "" }
                apps.two { class = example.Rich, path = ["a", "./a"] }
                apps.three { class = example.Rich, path {} }
                apps.four {}
                instances {}
                """)).filteredOn(line -> !line.contains("there is no instance"))
                .satisfiesExactly(line -> assertThat(line).startsWith("composite.conf:1: apps.one.path: '' is not a"),
                        line -> assertThat(line)
                                .startsWith("composite.conf:2: apps.two.path[1]: a is in the list twice"),
                        line -> assertThat(line)
                                .startsWith("composite.conf:3: apps.three.path: is an object where the path"),
                        line -> assertThat(line)
                                .startsWith("composite.conf:4: apps.four.class: is missing; write class ="));
    }

    @Test
    void readsWhatAnInstanceDoesAboutStaticFields() {
        var composite = new Desk(folder).readWithApps("""
                defaults.statics = refuse
                instances { a { app = rich, mount = "/a", statics = separate }, b { app = rich, mount = "/b" } }
                """);
        assertThat(composite.instances()).extracting(InstanceConfig::statics)
                .containsExactlyInAnyOrder(Statics.SEPARATE, Statics.REFUSE);
        assertThat(new Desk(folder).mistakesWithApps("instances.a { app = rich, mount = \"/a\", statics = seperate }"))
                .singleElement()
                .asString()
                .contains(":2: instances.a.statics: 'seperate' is not known; did you mean 'separate'?");
    }

    @Test
    void fillsARecordForEachStartWhereItsClassMayBeUnloaded() {
        var composite = new Desk(folder).read("""
                apps.rich { class = example.Rich, path = "rich.jar" }
                instances.a { app = rich, mount = "/a", settings.title = "{instance}" }
                """);
        var settings = composite.instances().getFirst().settings();
        assertThat(settings).isInstanceOf(SettingsConfig.Unfilled.class);
        var first = settings.as(FakeInspector.Rich.class, Optional.of(FakeInspector.STANDARD));
        assertThat(first.title()).isEqualTo("a");
        assertThat(settings.as(FakeInspector.Rich.class, Optional.of(FakeInspector.STANDARD))).isEqualTo(first)
                .isNotSameAs(first);
    }

    @Test
    void tellsWhatARecordRefusesLater() {
        var composite = new Desk(folder)
                .readWithApps("instances.a { app = rich, mount = \"/a\", statics = separate, settings.title = x }");
        var settings = composite.instances().getFirst().settings();
        record Other(int title) {}
        assertThatThrownBy(() -> settings.as(Other.class, Optional.empty())).isInstanceOf(ConfigException.class)
                .hasMessageContaining(":2: instances.a.settings.title: ");
    }
}
