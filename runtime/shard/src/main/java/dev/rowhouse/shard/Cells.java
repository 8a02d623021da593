package dev.rowhouse.shard;

import java.io.ByteArrayInputStream;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a product's values are read and written again such that nothing of them changes on the way. */
enum Cells {
    /**
     * As PostgreSQL itself writes values down, for all types that it has or is taught; but bytes are bytes. The server does it,
     * because the driver writes some in another way when it gets them in binary form. A large object, which a row has by its
     * number, is copied, and gets another number.
     */
    POSTGRESQL {
        @Override
        String selected(String expression, ShardColumn column) {
            return switch (column.typeName()) {
                case "bytea", "oid" -> expression;
                default -> "cast(" + expression + " as text)";
            };
        }

        @Override
        @Nullable
        Object read(ResultSet rows, int position, ShardColumn column) throws SQLException {
            return switch (column.typeName()) {
                case "bytea" -> rows.getBytes(position);
                case "oid" -> {
                    var blob = rows.getBlob(position);
                    yield blob == null ? null : blob.getBytes(1, Math.toIntExact(blob.length()));
                }
                default -> rows.getString(position);
            };
        }

        @Override
        void write(PreparedStatement statement, int position, ShardColumn column, @Nullable Object cell)
                throws SQLException {
            switch (cell) {
                case null -> statement.setNull(position, Types.OTHER);
                case byte[] bytes when column.typeName().equals("oid") ->
                    statement.setBlob(position, new ByteArrayInputStream(bytes), bytes.length);
                case byte[] bytes -> statement.setBytes(position, bytes);
                default -> statement.setObject(position, cell, Types.OTHER);
            }
        }
    },

    /** As they are in SQLite, where any column may have a value of any type. */
    SQLITE {
        @Override
        @Nullable
        Object read(ResultSet rows, int position, ShardColumn column) throws SQLException {
            return rows.getObject(position);
        }

        @Override
        void write(PreparedStatement statement, int position, ShardColumn column, @Nullable Object cell)
                throws SQLException {
            statement.setObject(position, cell);
        }
    },

    /** By what JDBC says of their types. Times without a zone never meet the zone of this machine. */
    OTHER {
        @Override
        @Nullable
        Object read(ResultSet rows, int position, ShardColumn column) throws SQLException {
            if (column.typeName().equalsIgnoreCase("uuid")) {
                return rows.getObject(position);
            }
            return switch (column.type()) {
                case Types.CLOB, Types.NCLOB, Types.LONGVARCHAR, Types.LONGNVARCHAR -> rows.getString(position);
                case Types.BLOB, Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> rows.getBytes(position);
                case Types.DATE -> rows.getObject(position, LocalDate.class);
                case Types.TIME -> rows.getObject(position, LocalTime.class);
                case Types.TIMESTAMP -> rows.getObject(position, LocalDateTime.class);
                case Types.TIME_WITH_TIMEZONE -> rows.getObject(position, OffsetTime.class);
                case Types.TIMESTAMP_WITH_TIMEZONE -> rows.getObject(position, OffsetDateTime.class);
                case Types.ARRAY -> elements(rows.getArray(position));
                default -> rows.getObject(position);
            };
        }

        private static @Nullable Object elements(@Nullable Array array) throws SQLException {
            return array == null ? null : array.getArray();
        }

        @Override
        void write(PreparedStatement statement, int position, ShardColumn column, @Nullable Object cell)
                throws SQLException {
            switch (cell) {
                case null -> statement.setNull(position, Types.NULL);
                case byte[] bytes -> statement.setBytes(position, bytes);
                default -> statement.setObject(position, cell);
            }
        }
    };

    static Cells of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }

    /** What is selected for a column. */
    String selected(String expression, ShardColumn column) {
        return expression;
    }

    /** A value as another connection can write it, also when this one is closed. */
    abstract @Nullable Object read(ResultSet rows, int position, ShardColumn column) throws SQLException;

    abstract void write(PreparedStatement statement, int position, ShardColumn column, @Nullable Object cell)
            throws SQLException;

    /** What an insert says so that columns which the database counts up take the values that they had. */
    String overriding(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName()) {
            case "PostgreSQL", "H2" -> "overriding system value ";
            default -> "";
        };
    }
}
