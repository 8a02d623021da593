package dev.rowhouse.config;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * IP addresses with a common prefix, in CIDR notation: {@code 10.0.0.0/8}, {@code ::1}.
 *
 * @param network any address of the range
 * @param bits how many leading bits all its addresses share
 */
public record AddressRange(InetAddress network, int bits) {
    public AddressRange {
        if (bits < 0 || bits > network.getAddress().length * 8) {
            throw new IllegalArgumentException("'/%d' is no prefix length of %s; write an address like 10.0.0.0/8"
                    .formatted(bits, network.getHostAddress()));
        }
    }

    /**
     * Reads an IP address, alone or with a prefix length. Names are not looked up.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange parse(String text) {
        var parts = text.split("/", 2);
        try {
            var network = InetAddress.ofLiteral(parts[0]);
            return new AddressRange(network,
                    parts.length == 1 ? network.getAddress().length * 8 : Integer.parseInt(parts[1]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'%s' has no prefix length after the slash; write an address like 10.0.0.0/8".formatted(text), e);
        }
    }

    /** Whether the address lies in this range; never for an address of the other IP version. */
    public boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        int whole = bits / 8;
        if (mine.length != theirs.length || !Arrays.equals(mine, 0, whole, theirs, 0, whole)) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || (mine[whole] ^ theirs[whole]) >> (8 - rest) == 0;
    }
}
