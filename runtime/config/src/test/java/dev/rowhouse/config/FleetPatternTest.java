package dev.rowhouse.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members of fleets by their pattern are what they are when each is read in full. */
final class FleetPatternTest {
    private static final int COUNT = 12;

    @TempDir
    private Path folder;

    @Test
    void findsOneWhereNothingElseDependsOnTheMember() {
        for (var instance : List.of("app = bare, mount = \"/{instance}\"",
                "app = bare, mount = [\"/{n}\", \"{instance}.example.com/a\"], folder = \"{here}/kept/{n}\", idle = 3m, log = debug",
                "app = rich, mount = \"/{n}\", settings { title = \"{instance} {x}\", note = \"{n}\", max-rows = \"{n}\", mail { host = \"{instance}\", port = 25 } }",
                "app = rich, mount = \"/{n}\", settings { numbers = [1, \"{n}\"], mails { a { host = \"h{n}\", port = \"{n}\" } }, link = \"http://h/{n}\" }",
                "app = rich, mount = \"/{n}\", settings.title = plain, start = eager, statics = separate, login.idle = 5m",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:h2:mem:{instance};DB_CLOSE_DELAY=-1\", log { url = \"jdbc:h2:file:{here}/d/{n}/log;WRITE_DELAY=5\", password = same } }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default { url = \"jdbc:postgresql://h/{instance}?ssl=true\", user = u }, log { url = \"jdbc:sqlite:{here}/{n}.db?foreign_keys=true\", pool.max = 3 } }",
                "app = blogs, mount = \"/{n}\", engines.posts.url = \"jdbc:h2:./d/{n}\", engine-families.blog { url = \"jdbc:h2:file:/d/x/{key}\", shared = true }")) {
            assertThat(hasPattern(instance)).as(instance).isTrue();
            compare(instance);
        }
    }

    @Test
    void findsNoneWhereSomethingElseDoes() {
        for (var instance : List.of("app = bare, mount = \"/{n}\", limits.concurrent = \"{n}\"",
                "app = bare, mount = \"/{n}\", idle = \"{n}m\"",
                "app = rich, mount = \"/{n}\", settings { title = a, note = \"http://u:{n}@h/\" }",
                "app = rich, mount = \"/{n}\", settings.mails.password { host = \"pw-{instance}\", port = 1 }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default { url = \"jdbc:h2:mem:a{n}\", password = \"pw-{n}\" }, log.url = \"jdbc:h2:mem:b{n}\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:h2:mem:a{n};DB_CLOSE_DELAY={n}\", log.url = \"jdbc:h2:mem:b{n}\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:h2:{instance}:a\", log.url = \"jdbc:h2:mem:b{n}\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:postgresql://u:p{n}@h/a{n}\", log.url = \"jdbc:h2:mem:b{n}\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default { url = \"jdbc:postgresql://h/a?currentSchema={instance}\", user = \"{instance}\" }, log.url = \"jdbc:h2:mem:b{n}\" }",
                "app = blogs, mount = \"/{n}\", engines.posts.url = \"jdbc:h2:./d/{n}\", engine-families.blog.url = \"jdbc:h2:file:/d/{n}/x/{key}\"",
                "app = bare, mount = \"/{n}\", engines.a { shards { x.url = \"jdbc:h2:mem:{n}x\", y.url = \"jdbc:h2:mem:{n}y\" }, shard-by = hash }")) {
            assertThat(hasPattern(instance)).as(instance).isFalse();
            compare(instance);
        }
    }

    /** Each goes wrong with a member that is not the first. */
    @Test
    void findsTheSameMistakes() {
        for (var instance : List.of("app = bare, mount = \"/same\"",
                "app = bare, mount = [\"/{n}\", \"/{instance}\", \"/3\"]", "app = bare, mount = \"h:{n}6553/\"",
                "app = bare, mount = \"/{n}\", folder = \"{here}/one\"",
                "app = rich, mount = \"/{n}\", settings { title = a, max-rows = \"{n}00000000\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:h2:mem:a\", log.url = \"jdbc:h2:mem:b{n}\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:h2:mem:7\", log.url = \"jdbc:h2:mem:b/../{n}\" }",
                "app = guestbook, mount = \"/{n}\", settings.title = T, engines { default.url = \"jdbc:h2:mem:x-5\", log.url = \"jdbc:h2:mem:x-{n}\", log.shared = true }")) {
            compare(instance);
        }
    }

    private void compare(String instance) {
        var one = gather(instance, new FakeInspector(), false);
        var other = gather(instance, new FakeInspector(), true);
        assertThat(other.mistakes()).as(instance).isEqualTo(one.mistakes());
        assertThat(shown(other)).as(instance).isEqualTo(shown(one));
        assertThat(other.instances()).usingRecursiveComparison().ignoringFields("settings").isEqualTo(one.instances());
        var apart = Collections.<Object>newSetFromMap(new IdentityHashMap<>());
        apart.addAll(shown(other));
        assertThat(apart).as(instance).hasSameSizeAs(other.instances());
    }

    private static List<Object> shown(Gathered gathered) {
        return gathered.instances().stream().<Object>map(instance -> switch (instance.settings()) {
            case SettingsConfig.Filled(var values) -> values;
            case SettingsConfig.Unfilled unfilled -> unfilled.texts();
        }).toList();
    }

    private record Gathered(List<InstanceConfig> instances, List<Mistake> mistakes) {}

    private boolean hasPattern(String instance) {
        var first = gather(instance, new FakeInspector(), false).instances().getFirst();
        var reading = reading();
        var declared = ConfigFactory.parseString(instance).root();
        return FleetPattern.of(first, Section.of(declared, "instance", List.of(),
                reading.apart(reading.placeholders().at(1).in(first.name())))).isPresent();
    }

    private Reading reading() {
        return new Reading(new Mistakes(), new Places(folder.resolve("composite.conf")),
                new Placeholders(folder.toString(), "", ""), new SecretWords());
    }

    private Gathered gather(String instance, FakeInspector inspector, boolean byPattern) {
        var text = """
                apps { bare { class = example.Bare }, rich { class = example.Rich }, guestbook { class = example.Guestbook }, blogs { class = example.Blogs } }
                defaults { settings.open = true, trust = all, limits.concurrent = 7 }
                fleets.t { count = %d, name = "t-{n}", instance { %s } }
                """
                .formatted(COUNT, instance);
        var config = ConfigFactory.parseString(text);
        var reading = reading();
        var root = Section.of(config.root(), "", List.of(), reading);
        var apps = Apps.read(root.find("apps").flatMap(Node::section), inspector);
        var defaults = root.find("defaults").flatMap(Node::section).map(Section::asDefaults).orElseThrow();
        var instances = new Instances(new InstanceReader(apps, inspector, HttpConfig.DEFAULT), reading, defaults,
                Secrets.NONE);
        // One after the other, as every taker does who knows no better.
        Declarations.Taker inFull = (name, declared, key, usual, placeholders) -> instances.take(name, declared, key,
                usual, placeholders);
        var files = new InstanceFiles(folder, config, reading.places(), reading.mistakes(), new Sources());
        new Declarations(root, config, files).each(byPattern ? instances : inFull);
        instances.end();
        return new Gathered(new ArrayList<>(instances.found()), reading.mistakes().all());
    }
}
