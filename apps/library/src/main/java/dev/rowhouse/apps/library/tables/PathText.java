package dev.rowhouse.apps.library.tables;

import io.undertow.util.URLUtils;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Any text as a segment of a path, or as a part of one between commas.
 *
 * <p>Percent signs are not enough: the front door refuses slashes, backslashes, semicolons and control characters however
 * they are encoded, because servers disagree about them, and segments that are nothing but dots, or nothing. Those are
 * written with a tilde and two hexadecimal digits for each byte of their UTF-8, and so is a comma, a percent sign and the
 * tilde itself. A tilde alone is empty text. All the rest is encoded as usual, and links here are written so.
 */
final class PathText {
    private static final String EMPTY = "~";
    private static final String PLAIN = "-_.:";
    private static final String IN_DOUBT = "/\\;%,~";

    private PathText() {}

    static String encode(String text) {
        if (text.isEmpty()) {
            return EMPTY;
        }
        boolean dots = text.chars().allMatch(c -> c == '.');
        var encoded = new StringBuilder();
        text.codePoints().forEach(character -> {
            if (!dots && isPlain(character)) {
                encoded.append((char) character);
                return;
            }
            char sign = dots || Character.isISOControl(character) || IN_DOUBT.indexOf(character) >= 0 ? '~' : '%';
            for (byte octet : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
                encoded.append(sign).append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        });
        return encoded.toString();
    }

    private static boolean isPlain(int character) {
        return (character < 0x80 && Character.isLetterOrDigit(character)) || PLAIN.indexOf(character) >= 0;
    }

    /** What a part of a path says that the front door has let in; empty if a tilde is followed by something else than digits. */
    static Optional<String> decode(String encoded) {
        if (encoded.equals(EMPTY)) {
            return Optional.of("");
        }
        var text = URLUtils.decode(encoded, StandardCharsets.UTF_8.name(), false, false, new StringBuilder());
        return text.indexOf('~') < 0 ? Optional.of(text) : withoutTildes(text);
    }

    private static Optional<String> withoutTildes(String text) {
        var octets = new ByteArrayOutputStream();
        var pieces = text.split("~", -1);
        octets.writeBytes(pieces[0].getBytes(StandardCharsets.UTF_8));
        try {
            for (int i = 1; i < pieces.length; i++) {
                if (pieces[i].length() < 2) {
                    return Optional.empty();
                }
                octets.writeBytes(HexFormat.of().parseHex(pieces[i].substring(0, 2)));
                octets.writeBytes(pieces[i].substring(2).getBytes(StandardCharsets.UTF_8));
            }
            return Optional
                    .of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets.toByteArray())).toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
