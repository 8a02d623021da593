package dev.rowhouse.control;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A composite as who operates it sees it. Safe for use by many threads; nothing is started by looking. */
public interface Operations {
    /** What it is, and where it answers. */
    About about();

    /** Its instances, in any order. */
    List<? extends ControlledInstance> instances();

    /** One of them, by name; empty if there is none. */
    Optional<? extends ControlledInstance> find(String name);

    /** How long running requests may take to end where nobody says. */
    Duration drain();
}
