package dev.rowhouse.reflect;

import dev.rowhouse.reflect.ValueType.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which Java type the values of a column have. JDBC's codes say it for most; drivers report the others under names of their
 * product.
 */
final class ValueTypes {
    private static final ValueType TEXT = ValueType.of(String.class, Storage.TEXT);

    private static final int SQL_SERVER_OFFSET = -155;

    /** As many digits as every long has. */
    private static final int MOST_IN_LONG = 18;

    /** What Oracle says of a number of any size; other products say more. */
    private static final int UNBOUNDED = 38;

    private static final Map<String, Class<?>> POSTGRES = Map.ofEntries(Map.entry("bool", Boolean.class),
            Map.entry("int2", Integer.class), Map.entry("int4", Integer.class), Map.entry("int8", Long.class),
            Map.entry("serial", Integer.class), Map.entry("smallserial", Integer.class),
            Map.entry("bigserial", Long.class), Map.entry("oid", Long.class), Map.entry("float4", Float.class),
            Map.entry("float8", Double.class), Map.entry("varchar", String.class), Map.entry("text", String.class),
            Map.entry("name", String.class), Map.entry("bytea", byte[].class), Map.entry("date", LocalDate.class),
            Map.entry("time", LocalTime.class), Map.entry("timetz", OffsetTime.class),
            Map.entry("timestamp", LocalDateTime.class), Map.entry("timestamptz", OffsetDateTime.class),
            Map.entry("uuid", UUID.class));

    private static final Map<String, Class<?>> ARRAYS = Map.ofEntries(Map.entry("INTEGER", Integer[].class),
            Map.entry("int4", Integer[].class), Map.entry("SMALLINT", Short[].class), Map.entry("int2", Short[].class),
            Map.entry("BIGINT", Long[].class), Map.entry("int8", Long[].class),
            Map.entry("CHARACTER VARYING", String[].class), Map.entry("varchar", String[].class),
            Map.entry("text", String[].class), Map.entry("BOOLEAN", Boolean[].class),
            Map.entry("bool", Boolean[].class), Map.entry("DOUBLE PRECISION", Double[].class),
            Map.entry("float8", Double[].class), Map.entry("REAL", Float[].class), Map.entry("float4", Float[].class),
            Map.entry("NUMERIC", BigDecimal[].class), Map.entry("numeric", BigDecimal[].class),
            Map.entry("DATE", LocalDate[].class), Map.entry("date", LocalDate[].class),
            Map.entry("TIMESTAMP", LocalDateTime[].class), Map.entry("timestamp", LocalDateTime[].class));

    /** Types of MariaDB and MySQL whose values are in no form that can be written again. */
    private static final Set<String> SHAPES = Set.of("GEOMETRY", "POINT", "LINESTRING", "POLYGON", "MULTIPOINT",
            "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION");

    private ValueTypes() {}

    /** Empty if values of the column can't be read and written. */
    static Optional<ValueType> of(String product, FoundColumn column) {
        return switch (product) {
            case "postgresql" -> Optional.of(postgres(column));
            case "h2" -> h2(column);
            case "mariadb", "mysql" -> mariadb(column);
            case "sqlite" -> Optional.of(sqlite(column, column.typeName().toUpperCase(Locale.ROOT)));
            default -> standard(column);
        };
    }

    /** What PostgreSQL has no JDBC code for, it takes and gives as text. */
    private static ValueType postgres(FoundColumn column) {
        var name = column.typeName().toLowerCase(Locale.ROOT);
        if (column.jdbcType() == Types.ARRAY) {
            var array = ARRAYS.get(name.startsWith("_") ? name.substring(1) : name);
            return array == null ? TEXT : ValueType.of(array, Storage.ARRAY);
        }
        if (name.equals("bpchar")) {
            return ValueType.of(String.class, Storage.PADDED);
        }
        var plain = POSTGRES.get(name.substring(name.lastIndexOf('.') + 1));
        if (plain != null) {
            return ValueType.of(plain);
        }
        // A domain has a name of its own, and the code of what is below it.
        return switch (column.jdbcType()) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DATE ->
                standard(column).orElse(TEXT);
            default -> TEXT;
        };
    }

    private static Optional<ValueType> h2(FoundColumn column) {
        var name = column.typeName().toUpperCase(Locale.ROOT);
        if (name.startsWith("ENUM") || name.startsWith("INTERVAL") || name.startsWith("GEOMETRY")) {
            return Optional.of(ValueType.of(String.class));
        }
        if (column.jdbcType() == Types.ARRAY) {
            int end = name.indexOf(" ARRAY");
            if (end != name.lastIndexOf(" ARRAY")) {
                return Optional.empty();
            }
            var element = name.substring(0, Math.max(0, end)).replaceAll("\\(.*\\)", "").strip();
            return Optional.ofNullable(ARRAYS.get(element)).map(array -> ValueType.of(array, Storage.ARRAY));
        }
        return switch (name) {
            case "UUID" -> Optional.of(ValueType.of(UUID.class));
            case "JSON" -> Optional.of(ValueType.of(String.class, Storage.JSON));
            default -> standard(column);
        };
    }

    private static Optional<ValueType> mariadb(FoundColumn column) {
        var name = column.typeName().toUpperCase(Locale.ROOT);
        if (SHAPES.contains(name)) {
            return Optional.empty();
        }
        if (name.equals("YEAR")) {
            return Optional.of(ValueType.of(Integer.class));
        }
        if (name.equals("BIT") && column.size() > 1) {
            return Optional.of(ValueType.of(byte[].class));
        }
        if (name.contains("UNSIGNED")) {
            return switch (column.jdbcType()) {
                case Types.INTEGER -> Optional.of(ValueType.of(Long.class));
                case Types.BIGINT -> Optional.of(ValueType.of(BigInteger.class));
                default -> standard(column);
            };
        }
        return switch (name) {
            case "UUID", "INET4", "INET6", "ENUM", "SET", "JSON" -> Optional.of(ValueType.of(String.class));
            case "BLOB", "TINYBLOB", "MEDIUMBLOB", "LONGBLOB" -> Optional.of(ValueType.of(byte[].class));
            case "TEXT", "TINYTEXT", "MEDIUMTEXT", "LONGTEXT" -> Optional.of(ValueType.of(String.class));
            // A time of MariaDB may be longer than a day, or less than nothing.
            case "TIME" -> Optional.of(ValueType.of(LocalTime.class, Storage.LOOSE));
            default -> standard(column);
        };
    }

    /**
     * By the rules of SQLite's type affinity, section 3.1 of its "Datatypes In SQLite". A column of dates holds text, or
     * numbers whose meaning only the app knows, so it stays text unless the app says more.
     */
    private static ValueType sqlite(FoundColumn column, String name) {
        if (name.contains("INT")) {
            return ValueType.of(Long.class, Storage.LOOSE);
        }
        if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
            return ValueType.of(String.class);
        }
        if (name.contains("BLOB") || name.contains("BINARY")) {
            return ValueType.of(byte[].class);
        }
        if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
            return ValueType.of(Double.class, Storage.LOOSE);
        }
        if (name.contains("BOOL")) {
            return ValueType.of(Boolean.class, Storage.LOOSE);
        }
        if (name.contains("DEC") || name.contains("NUM") || name.contains("MONEY")) {
            return ValueType.of(number(column) == Long.class ? Long.class : BigDecimal.class, Storage.LOOSE);
        }
        return ValueType.of(String.class);
    }

    /** Numbers without a fraction are whole: a key is found by them without rounding. A number of unknown size isn't. */
    private static Class<?> number(FoundColumn column) {
        if (column.digits() != 0 || column.size() < 1 || column.size() >= UNBOUNDED
                || column.typeName().equalsIgnoreCase("DECFLOAT")) {
            return BigDecimal.class;
        }
        return column.size() <= MOST_IN_LONG ? Long.class : BigInteger.class;
    }

    /** What the app says a column holds, stored as its database stores that column. */
    static ValueType said(String product, Class<?> java, Optional<ValueType> read) {
        if (java.isArray() && java != byte[].class) {
            return ValueType.of(java, Storage.ARRAY);
        }
        // SQLite has no dates; those that people write are text.
        boolean text = (product.equals("sqlite") && Temporal.class.isAssignableFrom(java))
                || read.filter(type -> type.storage() == Storage.TEXT).isPresent();
        return ValueType.of(java, text ? Storage.TEXT : Storage.STANDARD);
    }

    private static Optional<ValueType> standard(FoundColumn column) {
        return Optional.ofNullable(switch (column.jdbcType()) {
            case Types.CHAR, Types.NCHAR -> ValueType.of(String.class, Storage.PADDED);
            case Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.LONGNVARCHAR -> ValueType.of(String.class);
            case Types.CLOB, Types.NCLOB -> ValueType.of(String.class, Storage.CHARACTERS);
            case Types.BIT, Types.BOOLEAN ->
                column.size() > 1 && column.jdbcType() == Types.BIT ? null : ValueType.of(Boolean.class);
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER -> ValueType.of(Integer.class);
            case Types.BIGINT -> ValueType.of(Long.class);
            case Types.REAL -> ValueType.of(Float.class);
            case Types.FLOAT, Types.DOUBLE -> ValueType.of(Double.class);
            case Types.NUMERIC, Types.DECIMAL -> ValueType.of(number(column));
            case Types.DATE -> ValueType.of(LocalDate.class);
            case Types.TIME -> ValueType.of(LocalTime.class);
            case Types.TIME_WITH_TIMEZONE -> ValueType.of(OffsetTime.class);
            case Types.TIMESTAMP -> ValueType.of(LocalDateTime.class);
            case Types.TIMESTAMP_WITH_TIMEZONE, SQL_SERVER_OFFSET -> ValueType.of(OffsetDateTime.class);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> ValueType.of(byte[].class);
            case Types.BLOB -> ValueType.of(byte[].class, Storage.BYTES);
            default -> null;
        });
    }
}
