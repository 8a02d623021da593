package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class InstanceSourcesTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(folder);
    }

    @Test
    void readsOneInstanceFromEachFileOfADirectory() {
        desk.write("houses/north.conf", """
                app = rich, mount = "/"${values.area}"/{instance}"
                settings { title = ${values.area}, note = ${settings.title}"!" }
                """)
                .write("houses/east.conf", "app = bare, mount = east.example")
                .write("houses/.east.conf", "{{{")
                .write("houses/notes.txt", "{{{");
        var composite = desk.readWithApps("""
                values.area = old
                defaults.start = lazy
                instances-from = ["houses/"]
                """);
        assertThat(composite.instances()).extracting(instance -> instance.name().value())
                .containsExactly("east", "north");
        var north = desk.instance("north", composite);
        assertThat(north.mounts()).containsExactly(Mount.parse("/old/north"));
        assertThat(((FakeInspector.Rich) Desk.settings(north)).note()).contains("old!");
        assertThat(north.life().start()).isEqualTo(LifeConfig.Start.LAZY);
    }

    @Test
    void saysWhatIsWrongInFilesOfInstances() {
        desk.write("houses/a.conf", "app = bare, mount = \"/a\"\nmoutn = 1\nx = ${nowhere}")
                .write("houses/b.conf", "app = bare\n\nmount = {")
                .write("houses/C.conf", "app = bare, mount = \"/c\"");
        assertThat(desk.mistakesWithApps("instances-from = [houses, lost]")).containsExactly(
                "composite.conf:2: instances-from[1]: there is no directory 'lost', or it may not be read; write a directory relative to the composite file",
                "houses/C.conf: the name of the file: 'C' is not a name; " + Names.RULE,
                "houses/a.conf:2: instances.a.moutn: unknown key; did you mean 'mount'?",
                "houses/a.conf:3: ${nowhere}: there is no such key, and no environment variable of that name; define it, or write ${?nowhere} if it may be absent",
                "houses/a.conf:3: instances.a.x: unknown key; write one of app, engine-families, engines, folder, idle, limits, log, login, mount, settings, start, start-timeout, statics, transactions, trust",
                "houses/b.conf:3: the file ends too early: a brace, a bracket or a value lacks; close every { and [, and give every key a value");
    }

    @Test
    void makesManyInstancesFromOnePattern() {
        var composite = desk.readWithApps("""
                defaults.settings.title = "Number {n}"
                fleets.tenants { count = 3, name = "tenant-{n}", instance {
                  app = rich, mount = ["/{instance}", "{n}.example.com"], settings.maxRows = null } }
                """);
        assertThat(composite.instances()).extracting(instance -> instance.name().value())
                .containsExactly("tenant-1", "tenant-2", "tenant-3");
        var second = composite.instances().get(1);
        assertThat(second.mounts()).containsExactly(Mount.parse("/tenant-2"), Mount.parse("2.example.com"));
        assertThat(((FakeInspector.Rich) Desk.settings(second)).title()).isEqualTo("Number 2");
    }

    @Test
    void saysTheMistakeOfAFleetOnce() {
        assertThat(desk.mistakesWithApps("""
                fleets.a { count = 1000, name = "a-{n}", instance { app = bare, mount = "/same" } }
                fleets.b { count = 1000, name = "b-{n}", instance { app = bare, mount = "/{instance}", sart = lazy } }
                """)).containsExactly(
                "composite.conf:2: fleets.a.instance.mount: instances 'a-2' and 'a-1' both answer at /same, the other is declared at composite.conf:2; give one of them another mount",
                "composite.conf:3: fleets.b.instance.sart: unknown key; did you mean 'start'?");
    }

    @Test
    void refusesFleetsThatCanNotBe() {
        assertThat(desk.mistakesWithApps("""
                fleets.a { count = 0, name = "a-{n}", instance { app = bare, mount = "/{instance}" } }
                fleets.b { count = 2, name = b, instance { app = bare, mount = "/{instance}" } }
                fleets.c { count = 2, name = "c-{instance}-{n}", instance { app = bare, mount = "/{instance}" } }
                fleets.d { number = 2 }
                fleets.e { count = 2, name = "E {n}", instance { app = bare, mount = "/{instance}" } }
                fleets.f = 3
                """)).containsExactly(
                "composite.conf:2: fleets.a.count: 0 is too small; write a whole number from 1 to 1000000",
                "composite.conf:3: fleets.b.name: the name lacks {n}, so all instances would have the same; write {n} where their numbers go, like tenant-{n}",
                "composite.conf:4: fleets.c.name: {instance} stands for nothing here; use it in an instance, or remove it",
                "composite.conf:4: fleets.c.name: 'c-{instance}-1' is not a name; " + Names.RULE,
                "composite.conf:5: fleets.d.count: is missing; write count = 10",
                "composite.conf:5: fleets.d.instance: is missing; write instance { app = ..., mount = \"/{instance}\" }",
                "composite.conf:5: fleets.d.name: is missing; write name = \"d-{n}\"",
                "composite.conf:5: fleets.d.number: unknown key; write one of count, instance, name",
                "composite.conf:6: fleets.e.name: 'E 1' is not a name; " + Names.RULE,
                "composite.conf:7: fleets.f: is a number where an object in braces should be; write an object in braces");
    }

    @Test
    void refusesTheSameNameFromTwoSources() {
        desk.write("houses/t-1.conf", "app = bare, mount = \"/file\"");
        assertThat(desk.mistakesWithApps("""
                instances.t-2 { app = bare, mount = "/2" }
                instances-from = houses
                fleets.t { count = 3, name = "t-{n}", instance { app = bare, mount = "/fleet/{instance}" } }
                """)).containsExactly(
                "composite.conf:4: fleets.t.name: there is another instance 't-1' at houses/t-1.conf; give one of them another name");
    }

    /** Takes seconds; with anything quadratic in it, hours. */
    @Test
    @Timeout(600)
    void readsAHundredThousandInstances() {
        var composite = desk
                .read("""
                        apps.guestbook { class = example.Guestbook }
                        defaults {
                          engines.default { url = "jdbc:h2:file:./data/{instance}/default", password = "pw-{n}", pool.max = 4 }
                          engines.log { url = "jdbc:h2:mem:{instance}" }
                        }
                        fleets.t { count = 100000, name = "t-{n}", instance { app = guestbook, mount = "/{instance}", settings.title = "{instance}" } }
                        """);
        assertThat(composite.instances()).hasSize(100_000);
        assertThat(composite.instances().getLast().secrets().values()).isEqualTo(Set.of("pw-100000"));
    }

    @Test
    void readsTenThousandInstancesLikeAnotherOne() {
        var text = new StringBuilder(Desk.APPS + "instances { a { app = bare, mount = \"/a\" }\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("a%d = ${instances.a} { mount = \"/a%d\" }\n".formatted(i, i));
        }
        var composite = desk.read(text.append("}").toString());
        assertThat(composite.instances()).hasSize(10_001);
        assertThat(composite.instances().get(1).name()).isEqualTo(new InstanceName("a0"));
    }

    @Test
    void refusesACompositeWithoutInstances() {
        var expected = ": instances: there is no instance; write instances.<name> { app = ..., mount = \"/<name>\" }, instances-from or fleets";
        desk.write("empty/x.txt", "");
        for (var text : List.of("", "instances {}", "instances-from = []", "instances-from = empty", "fleets {}")) {
            assertThat(desk.mistakesWithApps(text)).singleElement().asString().endsWith(expected);
        }
    }
}
