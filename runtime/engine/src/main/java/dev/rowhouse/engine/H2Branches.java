package dev.rowhouse.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * The branches of an H2 database, by its own statements. The driver's resource won't do: of several branches that it finds
 * after a crash it rolls back the first one alone and says that it did all; its failures carry no code, so that nobody can
 * tell a lost connection from a refusal; and one branch that can't be read hides all others.
 *
 * <p>The names are those that the driver gives, so what it has left behind is found too.
 */
final class H2Branches implements XAResource {
    private static final Pattern NAME = Pattern.compile("XID\\|(-?[0-9]{1,9})\\|([\\w-]*)\\|([\\w-]*)");

    /** TRANSACTION_NOT_FOUND_1. */
    private static final int NO_SUCH_TRANSACTION = 90129;

    /** OBJECT_CLOSED, CONNECTION_BROKEN_1, DATABASE_CALLED_AT_SHUTDOWN, DATABASE_IS_CLOSED, IO_EXCEPTION_1 and _2. */
    private static final Set<Integer> GONE = Set.of(90007, 90067, 90121, 90098, 90028, 90031);

    private final Connection connection;
    private @Nullable Xid current;
    private boolean prepared;

    H2Branches(Connection connection) {
        this.connection = connection;
    }

    /**
     * A branch as its name says it.
     *
     * @param getFormatId whose ids these are
     * @param qualifier which branch of the transaction, encoded
     * @param transaction which transaction, encoded
     */
    private record Named(int getFormatId, String qualifier, String transaction) implements Xid {
        @Override
        public byte[] getBranchQualifier() {
            return Base64.getUrlDecoder().decode(qualifier);
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return Base64.getUrlDecoder().decode(transaction);
        }
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        if (flags != TMNOFLAGS || current != null) {
            throw new XAException(XAException.XAER_PROTO);
        }
        try {
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            throw failure(e);
        }
        current = xid;
        prepared = false;
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        if (!isCurrent(xid)) {
            throw new XAException(XAException.XAER_NOTA);
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        end(xid, TMSUCCESS);
        execute("prepare commit", xid);
        prepared = true;
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (onePhase) {
            end(xid, TMSUCCESS);
            try {
                connection.commit();
            } catch (SQLException e) {
                throw failure(e);
            }
        } else {
            execute("commit transaction", xid);
        }
        ended(xid);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        if (isCurrent(xid) && !prepared) {
            try {
                connection.rollback();
            } catch (SQLException e) {
                throw failure(e);
            }
        } else {
            execute("rollback transaction", xid);
        }
        ended(xid);
    }

    private void ended(Xid xid) throws XAException {
        if (isCurrent(xid)) {
            current = null;
            try {
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw failure(e);
            }
        }
    }

    private boolean isCurrent(Xid xid) {
        return current != null && name(current).equals(name(xid));
    }

    private void execute(String what, Xid xid) throws XAException {
        try (var statement = connection.createStatement()) {
            statement.execute("%s \"%s\"".formatted(what, name(xid)));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & TMSTARTRSCAN) == 0) {
            return new Xid[0];
        }
        List<Xid> found = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select transaction_name from information_schema.in_doubt")) {
            while (rows.next()) {
                xid(rows.getString(1)).ifPresent(found::add);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
        return found.toArray(Xid[]::new);
    }

    private static String name(Xid xid) {
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return "XID|%d|%s|%s".formatted(xid.getFormatId(), encoder.encodeToString(xid.getBranchQualifier()),
                encoder.encodeToString(xid.getGlobalTransactionId()));
    }

    /** Empty if it is a name that somebody else gave. */
    private static Optional<Xid> xid(String name) {
        var parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new Named(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3)))
                : Optional.empty();
    }

    private static XAException failure(SQLException e) {
        var failure = new XAException(e.getErrorCode() == NO_SUCH_TRANSACTION ? XAException.XAER_NOTA
                : GONE.contains(e.getErrorCode()) ? XAException.XAER_RMFAIL : XAException.XAER_RMERR);
        failure.initCause(e);
        return failure;
    }

    /** Nothing here ends without being told to. */
    @Override
    public void forget(Xid xid) {}

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
