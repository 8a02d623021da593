package dev.rowhouse.engine;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/** Stands before a result, and passes on all that reads a row. */
abstract class ReadingBefore implements ResultSet {
    /** The result behind this one. */
    final ResultSet result;

    ReadingBefore(ResultSet result) {
        this.result = result;
    }

    @Override
    public int findColumn(String label) throws SQLException {
        return result.findColumn(label);
    }

    @Override
    public InputStream getAsciiStream(String label) throws SQLException {
        return result.getAsciiStream(label);
    }

    @Override
    public InputStream getAsciiStream(int column) throws SQLException {
        return result.getAsciiStream(column);
    }

    @Override
    public BigDecimal getBigDecimal(String label) throws SQLException {
        return result.getBigDecimal(label);
    }

    @Override
    public BigDecimal getBigDecimal(int column) throws SQLException {
        return result.getBigDecimal(column);
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(String label, int value) throws SQLException {
        return result.getBigDecimal(label, value);
    }

    @Override
    @Deprecated
    public BigDecimal getBigDecimal(int column, int value) throws SQLException {
        return result.getBigDecimal(column, value);
    }

    @Override
    public InputStream getBinaryStream(String label) throws SQLException {
        return result.getBinaryStream(label);
    }

    @Override
    public InputStream getBinaryStream(int column) throws SQLException {
        return result.getBinaryStream(column);
    }

    @Override
    public Blob getBlob(String label) throws SQLException {
        return result.getBlob(label);
    }

    @Override
    public Blob getBlob(int column) throws SQLException {
        return result.getBlob(column);
    }

    @Override
    public boolean getBoolean(String label) throws SQLException {
        return result.getBoolean(label);
    }

    @Override
    public boolean getBoolean(int column) throws SQLException {
        return result.getBoolean(column);
    }

    @Override
    public byte getByte(String label) throws SQLException {
        return result.getByte(label);
    }

    @Override
    public byte getByte(int column) throws SQLException {
        return result.getByte(column);
    }

    @Override
    public byte[] getBytes(String label) throws SQLException {
        return result.getBytes(label);
    }

    @Override
    public byte[] getBytes(int column) throws SQLException {
        return result.getBytes(column);
    }

    @Override
    public Reader getCharacterStream(String label) throws SQLException {
        return result.getCharacterStream(label);
    }

    @Override
    public Reader getCharacterStream(int column) throws SQLException {
        return result.getCharacterStream(column);
    }

    @Override
    public Clob getClob(String label) throws SQLException {
        return result.getClob(label);
    }

    @Override
    public Clob getClob(int column) throws SQLException {
        return result.getClob(column);
    }

    @Override
    public int getConcurrency() throws SQLException {
        return result.getConcurrency();
    }

    @Override
    public String getCursorName() throws SQLException {
        return result.getCursorName();
    }

    @Override
    public Date getDate(String label) throws SQLException {
        return result.getDate(label);
    }

    @Override
    public Date getDate(int column) throws SQLException {
        return result.getDate(column);
    }

    @Override
    public Date getDate(String label, Calendar calendar) throws SQLException {
        return result.getDate(label, calendar);
    }

    @Override
    public Date getDate(int column, Calendar calendar) throws SQLException {
        return result.getDate(column, calendar);
    }

    @Override
    public double getDouble(String label) throws SQLException {
        return result.getDouble(label);
    }

    @Override
    public double getDouble(int column) throws SQLException {
        return result.getDouble(column);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return result.getFetchDirection();
    }

    @Override
    public int getFetchSize() throws SQLException {
        return result.getFetchSize();
    }

    @Override
    public float getFloat(String label) throws SQLException {
        return result.getFloat(label);
    }

    @Override
    public float getFloat(int column) throws SQLException {
        return result.getFloat(column);
    }

    @Override
    public int getHoldability() throws SQLException {
        return result.getHoldability();
    }

    @Override
    public int getInt(String label) throws SQLException {
        return result.getInt(label);
    }

    @Override
    public int getInt(int column) throws SQLException {
        return result.getInt(column);
    }

    @Override
    public long getLong(String label) throws SQLException {
        return result.getLong(label);
    }

    @Override
    public long getLong(int column) throws SQLException {
        return result.getLong(column);
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return result.getMetaData();
    }

    @Override
    public Reader getNCharacterStream(String label) throws SQLException {
        return result.getNCharacterStream(label);
    }

    @Override
    public Reader getNCharacterStream(int column) throws SQLException {
        return result.getNCharacterStream(column);
    }

    @Override
    public NClob getNClob(String label) throws SQLException {
        return result.getNClob(label);
    }

    @Override
    public NClob getNClob(int column) throws SQLException {
        return result.getNClob(column);
    }

    @Override
    public String getNString(String label) throws SQLException {
        return result.getNString(label);
    }

    @Override
    public String getNString(int column) throws SQLException {
        return result.getNString(column);
    }

    @Override
    public Ref getRef(String label) throws SQLException {
        return result.getRef(label);
    }

    @Override
    public Ref getRef(int column) throws SQLException {
        return result.getRef(column);
    }

    @Override
    public int getRow() throws SQLException {
        return result.getRow();
    }

    @Override
    public RowId getRowId(String label) throws SQLException {
        return result.getRowId(label);
    }

    @Override
    public RowId getRowId(int column) throws SQLException {
        return result.getRowId(column);
    }

    @Override
    public SQLXML getSQLXML(String label) throws SQLException {
        return result.getSQLXML(label);
    }

    @Override
    public SQLXML getSQLXML(int column) throws SQLException {
        return result.getSQLXML(column);
    }

    @Override
    public short getShort(String label) throws SQLException {
        return result.getShort(label);
    }

    @Override
    public short getShort(int column) throws SQLException {
        return result.getShort(column);
    }

    @Override
    public String getString(String label) throws SQLException {
        return result.getString(label);
    }

    @Override
    public String getString(int column) throws SQLException {
        return result.getString(column);
    }

    @Override
    public Time getTime(String label) throws SQLException {
        return result.getTime(label);
    }

    @Override
    public Time getTime(int column) throws SQLException {
        return result.getTime(column);
    }

    @Override
    public Time getTime(String label, Calendar calendar) throws SQLException {
        return result.getTime(label, calendar);
    }

    @Override
    public Time getTime(int column, Calendar calendar) throws SQLException {
        return result.getTime(column, calendar);
    }

    @Override
    public Timestamp getTimestamp(String label) throws SQLException {
        return result.getTimestamp(label);
    }

    @Override
    public Timestamp getTimestamp(int column) throws SQLException {
        return result.getTimestamp(column);
    }

    @Override
    public Timestamp getTimestamp(String label, Calendar calendar) throws SQLException {
        return result.getTimestamp(label, calendar);
    }

    @Override
    public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
        return result.getTimestamp(column, calendar);
    }

    @Override
    public int getType() throws SQLException {
        return result.getType();
    }

    @Override
    public URL getURL(String label) throws SQLException {
        return result.getURL(label);
    }

    @Override
    public URL getURL(int column) throws SQLException {
        return result.getURL(column);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(String label) throws SQLException {
        return result.getUnicodeStream(label);
    }

    @Override
    @Deprecated
    public InputStream getUnicodeStream(int column) throws SQLException {
        return result.getUnicodeStream(column);
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return result.getWarnings();
    }

    @Override
    public boolean wasNull() throws SQLException {
        return result.wasNull();
    }
}
