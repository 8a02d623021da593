package dev.rowhouse.engine;

import java.nio.ByteBuffer;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.usertype.UserType;
import org.jspecify.annotations.Nullable;

/**
 * One column of a row that no key tells apart: all its cells together do. Two rows that are alike in every column are the
 * same row to a session, which nobody can tell from two. A cell may hold null, which a part of a key may not.
 *
 * <p>Read only. Public because Hibernate makes it by reflection.
 */
public final class CellType implements UserType<CellType.Cell> {
    /** Called by Hibernate. */
    public CellType() {}

    /**
     * What a column of a row holds.
     *
     * @param value of a type whose values are equal when what they hold is
     */
    public record Cell(@Nullable Object value) {}

    @Override
    public int getSqlType() {
        return Types.VARCHAR;
    }

    @Override
    public Class<Cell> returnedClass() {
        return Cell.class;
    }

    @Override
    public Cell nullSafeGet(ResultSet row, int position, WrapperOptions options) throws SQLException {
        return new Cell(comparable(row.getObject(position)));
    }

    private static @Nullable Object comparable(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> ByteBuffer.wrap(bytes);
            case Blob blob -> ByteBuffer.wrap(blob.getBytes(1, Math.toIntExact(blob.length())));
            case Clob clob -> clob.getSubString(1, Math.toIntExact(clob.length()));
            case Array array -> comparable(array.getArray());
            case Object[] elements -> Arrays.asList(elements);
            default -> value;
        };
    }

    @Override
    public void nullSafeSet(PreparedStatement statement, @Nullable Cell value, int position, WrapperOptions options)
            throws SQLException {
        statement.setObject(position, value == null ? null : value.value());
    }

    @Override
    public boolean isMutable() {
        return false;
    }

    @Override
    public Cell deepCopy(Cell value) {
        return value;
    }
}
