package dev.rowhouse.engine;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;

/** Stands before a result, and is like it in all that a subclass does not change: moves in it, and changes rows. */
abstract class ResultBefore extends ReadingBefore {
    ResultBefore(ResultSet result) {
        super(result);
    }

    @Override
    public boolean absolute(int row) throws SQLException {
        return result.absolute(row);
    }

    @Override
    public void afterLast() throws SQLException {
        result.afterLast();
    }

    @Override
    public void beforeFirst() throws SQLException {
        result.beforeFirst();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        result.cancelRowUpdates();
    }

    @Override
    public void clearWarnings() throws SQLException {
        result.clearWarnings();
    }

    @Override
    public void close() throws SQLException {
        result.close();
    }

    @Override
    public void deleteRow() throws SQLException {
        result.deleteRow();
    }

    @Override
    public boolean first() throws SQLException {
        return result.first();
    }

    @Override
    public void insertRow() throws SQLException {
        result.insertRow();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        return result.isAfterLast();
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return result.isBeforeFirst();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return result.isClosed();
    }

    @Override
    public boolean isFirst() throws SQLException {
        return result.isFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        return result.isLast();
    }

    @Override
    public boolean last() throws SQLException {
        return result.last();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        result.moveToCurrentRow();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        result.moveToInsertRow();
    }

    @Override
    public boolean next() throws SQLException {
        return result.next();
    }

    @Override
    public boolean previous() throws SQLException {
        return result.previous();
    }

    @Override
    public void refreshRow() throws SQLException {
        result.refreshRow();
    }

    @Override
    public boolean relative(int rows) throws SQLException {
        return result.relative(rows);
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        return result.rowDeleted();
    }

    @Override
    public boolean rowInserted() throws SQLException {
        return result.rowInserted();
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        return result.rowUpdated();
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        result.setFetchDirection(direction);
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        result.setFetchSize(rows);
    }

    @Override
    public void updateArray(String label, Array value) throws SQLException {
        result.updateArray(label, value);
    }

    @Override
    public void updateArray(int column, Array value) throws SQLException {
        result.updateArray(column, value);
    }

    @Override
    public void updateAsciiStream(String label, InputStream value) throws SQLException {
        result.updateAsciiStream(label, value);
    }

    @Override
    public void updateAsciiStream(int column, InputStream value) throws SQLException {
        result.updateAsciiStream(column, value);
    }

    @Override
    public void updateAsciiStream(String label, InputStream value, int length) throws SQLException {
        result.updateAsciiStream(label, value, length);
    }

    @Override
    public void updateAsciiStream(String label, InputStream value, long length) throws SQLException {
        result.updateAsciiStream(label, value, length);
    }

    @Override
    public void updateAsciiStream(int column, InputStream value, int length) throws SQLException {
        result.updateAsciiStream(column, value, length);
    }

    @Override
    public void updateAsciiStream(int column, InputStream value, long length) throws SQLException {
        result.updateAsciiStream(column, value, length);
    }

    @Override
    public void updateBigDecimal(String label, BigDecimal value) throws SQLException {
        result.updateBigDecimal(label, value);
    }

    @Override
    public void updateBigDecimal(int column, BigDecimal value) throws SQLException {
        result.updateBigDecimal(column, value);
    }

    @Override
    public void updateBinaryStream(String label, InputStream value) throws SQLException {
        result.updateBinaryStream(label, value);
    }

    @Override
    public void updateBinaryStream(int column, InputStream value) throws SQLException {
        result.updateBinaryStream(column, value);
    }

    @Override
    public void updateBinaryStream(String label, InputStream value, int length) throws SQLException {
        result.updateBinaryStream(label, value, length);
    }

    @Override
    public void updateBinaryStream(String label, InputStream value, long length) throws SQLException {
        result.updateBinaryStream(label, value, length);
    }

    @Override
    public void updateBinaryStream(int column, InputStream value, int length) throws SQLException {
        result.updateBinaryStream(column, value, length);
    }

    @Override
    public void updateBinaryStream(int column, InputStream value, long length) throws SQLException {
        result.updateBinaryStream(column, value, length);
    }

    @Override
    public void updateBlob(String label, InputStream value) throws SQLException {
        result.updateBlob(label, value);
    }

    @Override
    public void updateBlob(String label, Blob value) throws SQLException {
        result.updateBlob(label, value);
    }

    @Override
    public void updateBlob(int column, InputStream value) throws SQLException {
        result.updateBlob(column, value);
    }

    @Override
    public void updateBlob(int column, Blob value) throws SQLException {
        result.updateBlob(column, value);
    }

    @Override
    public void updateBlob(String label, InputStream value, long length) throws SQLException {
        result.updateBlob(label, value, length);
    }

    @Override
    public void updateBlob(int column, InputStream value, long length) throws SQLException {
        result.updateBlob(column, value, length);
    }

    @Override
    public void updateBoolean(String label, boolean value) throws SQLException {
        result.updateBoolean(label, value);
    }

    @Override
    public void updateBoolean(int column, boolean value) throws SQLException {
        result.updateBoolean(column, value);
    }

    @Override
    public void updateByte(String label, byte value) throws SQLException {
        result.updateByte(label, value);
    }

    @Override
    public void updateByte(int column, byte value) throws SQLException {
        result.updateByte(column, value);
    }

    @Override
    public void updateBytes(String label, byte[] value) throws SQLException {
        result.updateBytes(label, value);
    }

    @Override
    public void updateBytes(int column, byte[] value) throws SQLException {
        result.updateBytes(column, value);
    }

    @Override
    public void updateCharacterStream(String label, Reader value) throws SQLException {
        result.updateCharacterStream(label, value);
    }

    @Override
    public void updateCharacterStream(int column, Reader value) throws SQLException {
        result.updateCharacterStream(column, value);
    }

    @Override
    public void updateCharacterStream(String label, Reader value, int length) throws SQLException {
        result.updateCharacterStream(label, value, length);
    }

    @Override
    public void updateCharacterStream(String label, Reader value, long length) throws SQLException {
        result.updateCharacterStream(label, value, length);
    }

    @Override
    public void updateCharacterStream(int column, Reader value, int length) throws SQLException {
        result.updateCharacterStream(column, value, length);
    }

    @Override
    public void updateCharacterStream(int column, Reader value, long length) throws SQLException {
        result.updateCharacterStream(column, value, length);
    }

    @Override
    public void updateClob(String label, Reader value) throws SQLException {
        result.updateClob(label, value);
    }

    @Override
    public void updateClob(String label, Clob value) throws SQLException {
        result.updateClob(label, value);
    }

    @Override
    public void updateClob(int column, Reader value) throws SQLException {
        result.updateClob(column, value);
    }

    @Override
    public void updateClob(int column, Clob value) throws SQLException {
        result.updateClob(column, value);
    }

    @Override
    public void updateClob(String label, Reader value, long length) throws SQLException {
        result.updateClob(label, value, length);
    }

    @Override
    public void updateClob(int column, Reader value, long length) throws SQLException {
        result.updateClob(column, value, length);
    }

    @Override
    public void updateDate(String label, Date value) throws SQLException {
        result.updateDate(label, value);
    }

    @Override
    public void updateDate(int column, Date value) throws SQLException {
        result.updateDate(column, value);
    }

    @Override
    public void updateDouble(String label, double value) throws SQLException {
        result.updateDouble(label, value);
    }

    @Override
    public void updateDouble(int column, double value) throws SQLException {
        result.updateDouble(column, value);
    }

    @Override
    public void updateFloat(String label, float value) throws SQLException {
        result.updateFloat(label, value);
    }

    @Override
    public void updateFloat(int column, float value) throws SQLException {
        result.updateFloat(column, value);
    }

    @Override
    public void updateInt(String label, int value) throws SQLException {
        result.updateInt(label, value);
    }

    @Override
    public void updateInt(int column, int value) throws SQLException {
        result.updateInt(column, value);
    }

    @Override
    public void updateLong(String label, long value) throws SQLException {
        result.updateLong(label, value);
    }

    @Override
    public void updateLong(int column, long value) throws SQLException {
        result.updateLong(column, value);
    }

    @Override
    public void updateNCharacterStream(String label, Reader value) throws SQLException {
        result.updateNCharacterStream(label, value);
    }

    @Override
    public void updateNCharacterStream(int column, Reader value) throws SQLException {
        result.updateNCharacterStream(column, value);
    }

    @Override
    public void updateNCharacterStream(String label, Reader value, long length) throws SQLException {
        result.updateNCharacterStream(label, value, length);
    }

    @Override
    public void updateNCharacterStream(int column, Reader value, long length) throws SQLException {
        result.updateNCharacterStream(column, value, length);
    }

    @Override
    public void updateNClob(String label, Reader value) throws SQLException {
        result.updateNClob(label, value);
    }

    @Override
    public void updateNClob(String label, NClob value) throws SQLException {
        result.updateNClob(label, value);
    }

    @Override
    public void updateNClob(int column, Reader value) throws SQLException {
        result.updateNClob(column, value);
    }

    @Override
    public void updateNClob(int column, NClob value) throws SQLException {
        result.updateNClob(column, value);
    }

    @Override
    public void updateNClob(String label, Reader value, long length) throws SQLException {
        result.updateNClob(label, value, length);
    }

    @Override
    public void updateNClob(int column, Reader value, long length) throws SQLException {
        result.updateNClob(column, value, length);
    }

    @Override
    public void updateNString(String label, String value) throws SQLException {
        result.updateNString(label, value);
    }

    @Override
    public void updateNString(int column, String value) throws SQLException {
        result.updateNString(column, value);
    }

    @Override
    public void updateNull(String label) throws SQLException {
        result.updateNull(label);
    }

    @Override
    public void updateNull(int column) throws SQLException {
        result.updateNull(column);
    }

    @Override
    public void updateObject(String label, Object value) throws SQLException {
        result.updateObject(label, value);
    }

    @Override
    public void updateObject(int column, Object value) throws SQLException {
        result.updateObject(column, value);
    }

    @Override
    public void updateObject(String label, Object value, int scaleOrLength) throws SQLException {
        result.updateObject(label, value, scaleOrLength);
    }

    @Override
    public void updateObject(String label, Object value, SQLType type) throws SQLException {
        result.updateObject(label, value, type);
    }

    @Override
    public void updateObject(int column, Object value, int scaleOrLength) throws SQLException {
        result.updateObject(column, value, scaleOrLength);
    }

    @Override
    public void updateObject(int column, Object value, SQLType type) throws SQLException {
        result.updateObject(column, value, type);
    }

    @Override
    public void updateObject(String label, Object value, SQLType type, int scaleOrLength) throws SQLException {
        result.updateObject(label, value, type, scaleOrLength);
    }

    @Override
    public void updateObject(int column, Object value, SQLType type, int scaleOrLength) throws SQLException {
        result.updateObject(column, value, type, scaleOrLength);
    }

    @Override
    public void updateRef(String label, Ref value) throws SQLException {
        result.updateRef(label, value);
    }

    @Override
    public void updateRef(int column, Ref value) throws SQLException {
        result.updateRef(column, value);
    }

    @Override
    public void updateRow() throws SQLException {
        result.updateRow();
    }

    @Override
    public void updateRowId(String label, RowId value) throws SQLException {
        result.updateRowId(label, value);
    }

    @Override
    public void updateRowId(int column, RowId value) throws SQLException {
        result.updateRowId(column, value);
    }

    @Override
    public void updateSQLXML(String label, SQLXML value) throws SQLException {
        result.updateSQLXML(label, value);
    }

    @Override
    public void updateSQLXML(int column, SQLXML value) throws SQLException {
        result.updateSQLXML(column, value);
    }

    @Override
    public void updateShort(String label, short value) throws SQLException {
        result.updateShort(label, value);
    }

    @Override
    public void updateShort(int column, short value) throws SQLException {
        result.updateShort(column, value);
    }

    @Override
    public void updateString(String label, String value) throws SQLException {
        result.updateString(label, value);
    }

    @Override
    public void updateString(int column, String value) throws SQLException {
        result.updateString(column, value);
    }

    @Override
    public void updateTime(String label, Time value) throws SQLException {
        result.updateTime(label, value);
    }

    @Override
    public void updateTime(int column, Time value) throws SQLException {
        result.updateTime(column, value);
    }

    @Override
    public void updateTimestamp(String label, Timestamp value) throws SQLException {
        result.updateTimestamp(label, value);
    }

    @Override
    public void updateTimestamp(int column, Timestamp value) throws SQLException {
        result.updateTimestamp(column, value);
    }
}
