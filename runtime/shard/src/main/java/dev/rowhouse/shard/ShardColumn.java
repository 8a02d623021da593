package dev.rowhouse.shard;

import java.sql.Types;

/**
 * A column of a table.
 *
 * @param name as the database has it
 * @param type of {@link Types}
 * @param typeName as the product calls it
 * @param computed whether the database computes its value, so that nobody can write it
 */
record ShardColumn(String name, int type, String typeName, boolean computed) {
    /** Whether a value may be so large that few of them are kept at once. */
    boolean isLarge() {
        return switch (type) {
            case Types.CLOB, Types.NCLOB, Types.BLOB -> true;
            default -> typeName.equals("oid");
        };
    }
}
