package dev.rowhouse.probe;

import dev.rowhouse.config.ScenarioConfig;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * An instance, as its visitors know it.
 *
 * @param name what reports call it
 * @param address where it is reached; always of this machine
 * @param host what the {@code Host} field says
 * @param prefix the path of its mount, empty for the root
 * @param scenario what is asked of it
 * @param changes what may be done to it meanwhile
 */
public record Target(
        String name,
        InetSocketAddress address,
        String host,
        String prefix,
        ScenarioConfig scenario,
        List<Change> changes) {
    /**
     * Checks where it is, and copies. A probe sends as much as it can, so it never goes to another machine.
     *
     * @throws IllegalArgumentException if the address isn't a loopback address
     */
    public Target {
        if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "%s is not an address of this machine's loopback; write one like 127.0.0.1:8080"
                            .formatted(address.getHostString()));
        }
        changes = List.copyOf(changes);
    }
}
