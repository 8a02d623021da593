package dev.rowhouse.control;

import dev.rowhouse.config.ListenAddress;
import dev.rowhouse.config.Secret;
import java.nio.file.Path;

/** Where a composite can be reached. */
public sealed interface ControlAddress {
    /**
     * By the socket in its folder.
     *
     * @param folder the composite's own
     */
    record Folder(Path folder) implements ControlAddress {
        @Override
        public String toString() {
            return folder.resolve(SocketPlace.SOCKET).toString();
        }
    }

    /** On TCP, with a token. */
    record Tcp(ListenAddress address, Secret token) implements ControlAddress {
        @Override
        public String toString() {
            return "http://" + address;
        }
    }
}
