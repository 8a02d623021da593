package dev.rowhouse.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code listen} and {@code http}. */
final class HttpReader {
    private HttpReader() {}

    static HttpConfig http(Section section) {
        section.only(List.of("max-body", "max-header", "max-fields", "request-timeout", "body-timeout", "idle-timeout",
                "trusted-proxies"));
        var standard = HttpConfig.DEFAULT;
        return new HttpConfig(
                section.find("max-body")
                        .flatMap(node -> Scalars.size(node, 0, Long.MAX_VALUE))
                        .orElse(standard.maxBody()),
                section.find("max-header")
                        .flatMap(node -> Scalars.size(node, HttpConfig.LEAST_HEADER, Integer.MAX_VALUE))
                        .map(Long::intValue)
                        .orElse(standard.maxHeader()),
                section.find("max-fields")
                        .flatMap(node -> Scalars.integer(node, 1, Integer.MAX_VALUE))
                        .orElse(standard.maxFields()),
                timeout(section, "request-timeout", standard.requestTimeout()),
                timeout(section, "body-timeout", standard.bodyTimeout()),
                timeout(section, "idle-timeout", standard.idleTimeout()), proxies(section));
    }

    private static Duration timeout(Section section, String key, Duration standard) {
        return section.find(key).flatMap(node -> Scalars.duration(node, Duration.ofMillis(1))).orElse(standard);
    }

    private static List<AddressRange> proxies(Section section) {
        var proxies = new ArrayList<AddressRange>();
        section.find("trusted-proxies")
                .map(Node::elements)
                .orElse(List.of())
                .forEach(node -> node.text("an address").ifPresent(text -> {
                    try {
                        proxies.add(AddressRange.parse(text));
                    } catch (IllegalArgumentException e) {
                        node.wrong("%s is no range of addresses".formatted(node.shown(text)),
                                "write an address like 10.0.0.0/8 or ::1");
                    }
                }));
        return proxies;
    }

    static List<ListenAddress> listen(Node listen) {
        var addresses = new ArrayList<ListenAddress>();
        var elements = listen.elements();
        if (elements.isEmpty()) {
            listen.wrong("the list is empty", "write at least one address, like 127.0.0.1:8080");
        }
        for (var node : elements) {
            node.text("an address").ifPresent(text -> {
                try {
                    var address = ListenAddress.parse(text);
                    if (addresses.contains(address)) {
                        node.wrong("%s is in the list twice".formatted(address), "write each address once");
                    }
                    addresses.add(address);
                } catch (IllegalArgumentException e) {
                    node.wrong(e);
                }
            });
        }
        return addresses.isEmpty() ? List.of(ListenAddress.DEFAULT) : addresses;
    }
}
