package dev.rowhouse.config;

import java.util.List;
import java.util.Optional;

/** Reads how a composite is controlled. */
final class ControlReader {
    private ControlReader() {}

    static ControlConfig read(Section section) {
        section.only(List.of("listen", "token"));
        var listen = section.find("listen");
        var token = section.find("token");
        if (listen.isPresent() && token.isEmpty() && !section.isIncomplete()) {
            section.require("token", "write a token, or everybody who reaches %s could stop instances"
                    .formatted(section.keyOf("listen")));
        }
        if (token.isPresent() && listen.isEmpty() && !section.isIncomplete()) {
            section.require("listen", "write the address that the token is for, or remove the token");
        }
        var address = listen.flatMap(ControlReader::address);
        var secret = token.flatMap(node -> node.text("a token"));
        if (address.isEmpty() || secret.isEmpty()) {
            return ControlConfig.DEFAULT;
        }
        try {
            return new ControlConfig(Optional.of(new ControlConfig.Tcp(address.get(), new Secret(secret.get()))));
        } catch (IllegalArgumentException e) {
            token.get().wrong(e);
            return ControlConfig.DEFAULT;
        }
    }

    private static Optional<ListenAddress> address(Node node) {
        return node.text("an address").flatMap(text -> {
            try {
                return Optional.of(ListenAddress.parse(text));
            } catch (IllegalArgumentException e) {
                node.wrong(e);
                return Optional.empty();
            }
        });
    }
}
