package dev.rowhouse.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A whole composite, as its file describes it. Every mistake that can be found without starting anything was found.
 *
 * @param file the file it was read from
 * @param sources what it was read from, that file included
 * @param listen where to listen; at least one
 * @param drain how long running requests may take to end when the composite stops
 * @param http limits on what clients may send
 * @param capacity what instances may use together
 * @param control how it is reached by who operates it
 * @param folder where the runtime keeps files of its own for this composite; made when it is needed
 * @param servers database servers whose connections are counted
 * @param apps the apps by name
 * @param accepted findings of the audit in the files that the operator accepts
 * @param clearSecrets where secrets stand in the files as they are
 * @param instances in the order of the file; names, mounts and databases are distinct
 */
public record CompositeConfig(
        Path file,
        SourceFiles sources,
        List<ListenAddress> listen,
        Duration drain,
        HttpConfig http,
        CapacityConfig capacity,
        ControlConfig control,
        Path folder,
        List<ServerConfig> servers,
        Map<AppName, AppConfig> apps,
        List<Acceptance> accepted,
        List<ClearSecret> clearSecrets,
        List<InstanceConfig> instances) {
    /**
     * Checks that it listens somewhere, and copies.
     *
     * @throws IllegalArgumentException if it does not, or drains for a negative time
     */
    public CompositeConfig {
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("the composite listens nowhere; write an address like 127.0.0.1:8080");
        }
        if (drain.isNegative()) {
            throw new IllegalArgumentException("the time to drain is negative; write 0s or more");
        }
        listen = List.copyOf(listen);
        servers = List.copyOf(servers);
        apps = Map.copyOf(apps);
        accepted = List.copyOf(accepted);
        clearSecrets = List.copyOf(clearSecrets);
        instances = List.copyOf(instances);
    }

    /**
     * One of its instances.
     *
     * @throws IllegalArgumentException if there is none of that name; says which there are
     */
    public InstanceConfig instance(String wanted) {
        return instances.stream()
                .filter(instance -> instance.name().value().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("%s has no instance '%s'; %s".formatted(file, wanted,
                        Suggestions.among(instances.stream().map(one -> one.name().value()).toList(), wanted))));
    }

    /** The same composite listening elsewhere. */
    public CompositeConfig withListen(List<ListenAddress> addresses) {
        return new CompositeConfig(file, sources, addresses, drain, http, capacity, control, folder, servers, apps,
                accepted, clearSecrets, instances);
    }

    /** The same composite with its instances otherwise. */
    public CompositeConfig withInstances(List<InstanceConfig> others) {
        return new CompositeConfig(file, sources, listen, drain, http, capacity, control, folder, servers, apps,
                accepted, clearSecrets, others);
    }
}
