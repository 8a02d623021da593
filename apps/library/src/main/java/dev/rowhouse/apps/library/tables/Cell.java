package dev.rowhouse.apps.library.tables;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of a row, as JSON and as text. Numbers stay what they are, so that decimals lose nothing; times are ISO 8601; of
 * bytes the number is told, and of few the content; long text is cut in lists.
 *
 * @param json what Jackson writes as it is meant here
 * @param text for people
 */
record Cell(@Nullable Object json, String text) {
    private static final int BYTES_IN_LISTS = 0;
    private static final int BYTES_OF_A_ROW = 64 * 1024;
    private static final int TEXT_IN_LISTS = 1_000;

    /** How much of it is wanted. */
    enum Size {
        /** Enough to know it again, among many. */
        SHORT,
        /** All that can be shown. */
        WHOLE
    }

    /** Makes a cell of a value that Hibernate read. */
    static Cell of(@Nullable Object value, Size size) {
        return switch (value) {
            case null -> new Cell(null, "");
            case String text -> text(text, size);
            case BigDecimal number -> new Cell(number, number.toPlainString());
            case Number number -> new Cell(number, number.toString());
            case Boolean flag -> new Cell(flag, flag.toString());
            case byte[] bytes -> bytes(bytes, size);
            case Object[] elements -> elements(elements, size);
            case LocalDateTime time -> plain(DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time));
            case OffsetDateTime time -> plain(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time));
            case LocalTime time -> plain(DateTimeFormatter.ISO_LOCAL_TIME.format(time));
            default -> plain(value.toString());
        };
    }

    private static Cell plain(String text) {
        return new Cell(text, text);
    }

    private static Cell text(String text, Size size) {
        if (size == Size.WHOLE || text.length() <= TEXT_IN_LISTS) {
            return plain(text);
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_IN_LISTS - 1)) ? TEXT_IN_LISTS - 1 : TEXT_IN_LISTS;
        var start = text.substring(0, end);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("characters", text.length());
        json.put("start", start);
        return new Cell(json, start + "…");
    }

    private static Cell bytes(byte[] bytes, Size size) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("bytes", bytes.length);
        if (bytes.length <= (size == Size.WHOLE ? BYTES_OF_A_ROW : BYTES_IN_LISTS)) {
            json.put("base64", Base64.getEncoder().encodeToString(bytes));
        }
        return new Cell(json, bytes.length == 1 ? "1 byte" : "%,d bytes".formatted(bytes.length));
    }

    private static Cell elements(Object[] elements, Size size) {
        var cells = Arrays.stream(elements).map(element -> of(element, size)).toList();
        List<@Nullable Object> json = new ArrayList<>();
        cells.forEach(cell -> json.add(cell.json()));
        return new Cell(json,
                cells.stream()
                        .map(cell -> cell.json() == null ? "null" : cell.text())
                        .collect(Collectors.joining(", ", "[", "]")));
    }
}
