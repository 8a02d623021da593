package dev.rowhouse.xa;

import java.nio.file.Path;
import java.util.List;

/** A process of an instance that adds a row to all its engines, and is killed at a certain step. */
final class Crash {
    /** The status it ends with when it has come to its step. */
    static final int KILLED = 86;

    private Crash() {}

    /** Takes the step, the folder of the instance, and the URLs of its engines. */
    public static void main(String[] arguments) throws Exception {
        var steps = new Steps((step, database) -> {
            if (step.equals(arguments[0])) {
                Runtime.getRuntime().halt(KILLED);
            }
        });
        try (var house = House.open("crashing", Path.of(arguments[1]), steps,
                List.of(arguments).subList(2, arguments.length))) {
            house.add("second");
        }
    }
}
