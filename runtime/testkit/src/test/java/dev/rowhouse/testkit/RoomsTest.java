package dev.rowhouse.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The map of rooms in runtime/README.md, held. */
class RoomsTest {
    /** Which rooms a room may import. */
    private static final Map<String, Set<String>> ARROWS = new TreeMap<>(Map.ofEntries(entry("config", Set.of()),
            entry("spi", Set.of()), entry("databases", Set.of()), entry("loader", Set.of("config", "spi")),
            entry("audit", Set.of("config")), entry("probe", Set.of("config")),
            entry("reflect", Set.of("config", "spi")), entry("engine", Set.of("reflect", "loader", "config", "spi")),
            entry("route", Set.of("engine", "config", "spi")),
            entry("shard", Set.of("route", "engine", "config", "spi")), entry("xa", Set.of("engine", "config", "spi")),
            entry("session", Set.of("shard", "route", "xa", "engine", "config", "spi")),
            entry("browser", Set.of("config", "spi")),
            entry("instance",
                    Set.of("browser", "session", "shard", "route", "xa", "engine", "loader", "config", "spi")),
            entry("http", Set.of("instance", "browser", "session", "engine", "config", "spi")),
            entry("control", Set.of("http", "instance", "config", "spi")),
            entry("server",
                    Set.of("audit", "probe", "control", "http", "instance", "browser", "session", "shard", "engine",
                            "loader", "config", "spi")),
            entry("testkit", Set.of("server", "control", "http", "instance", "session", "engine", "config", "spi"))));

    /** Which room, or part of one, alone knows a library. */
    private static final Map<String, List<String>> LIBRARIES = new TreeMap<>(
            Map.ofEntries(entry("com.zaxxer.hikari..", List.of("engine")),
                    entry("com.typesafe.config..", List.of("config")), entry("org.hibernate.boot..", List.of("engine")),
                    entry("io.undertow.server.protocol..", List.of("http", "instance.limit")),
                    entry("io.undertow.server.session..", List.of("browser")),
                    entry("io.undertow.websockets..", List.of("instance")), entry("picocli..", List.of("server")),
                    entry("org.h2..", List.of("engine")), entry("org.HdrHistogram..", List.of("probe")),
                    entry("org.netbeans..", List.of("testkit")), entry("ch.qos.logback..", List.of("server"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.rowhouse");

    private static String packageOf(String room) {
        return "dev.rowhouse.%s..".formatted(room);
    }

    @Test
    void seesEveryRoom() {
        assertThat(ARROWS.keySet()).allMatch(
                room -> CLASSES.stream().anyMatch(type -> type.getPackageName().equals("dev.rowhouse." + room)));
    }

    @TestFactory
    List<DynamicTest> importsGoOneWay() {
        List<DynamicTest> tests = new ArrayList<>();
        ARROWS.forEach((room, allowed) -> {
            var others = ARROWS.keySet()
                    .stream()
                    .filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(RoomsTest::packageOf)
                    .toArray(String[]::new);
            if (others.length > 0) {
                tests.add(DynamicTest.dynamicTest(room,
                        () -> noClasses().that()
                                .resideInAPackage(packageOf(room))
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(others)
                                .check(CLASSES)));
            }
        });
        return tests;
    }

    @TestFactory
    List<DynamicTest> librariesStayInTheirRooms() {
        List<DynamicTest> tests = new ArrayList<>();
        LIBRARIES.forEach((
                library,
                rooms) -> tests.add(DynamicTest.dynamicTest(library, () -> noClasses().that()
                        .resideOutsideOfPackages(rooms.stream().map(RoomsTest::packageOf).toArray(String[]::new))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(library)
                        .check(CLASSES))));
        return tests;
    }

    @Test
    void threadsAndScopesAreBoundInTheSessionRoomAlone() {
        noClasses().that()
                .resideOutsideOfPackage(packageOf("session"))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ThreadLocal.class, ScopedValue.class)
                .check(CLASSES);
    }

    @Test
    void nothingStaticChanges() {
        ArchRuleDefinition.fields().that().areStatic().should().beFinal().check(CLASSES);
        assertThat(CLASSES.stream()
                .flatMap(type -> type.getFields().stream())
                .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
                .filter(field -> field.getRawType().isAssignableTo(java.util.Collection.class)
                        || field.getRawType().isAssignableTo(java.util.concurrent.ConcurrentMap.class)
                        || field.getRawType().getName().startsWith("java.util.concurrent.atomic"))
                .map(field -> field.getFullName() + ": " + field.getRawType().getName()))
                .allMatch(field -> field.endsWith("java.util.List") || field.endsWith("java.util.Set"));
    }
}
