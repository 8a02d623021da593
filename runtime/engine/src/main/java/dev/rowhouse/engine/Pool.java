package dev.rowhouse.engine;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/**
 * The connections of an engine.
 *
 * @param pool keeps them
 * @param connections hands them out: the pool itself, or what stands before it where a server counts its connections
 */
record Pool(HikariDataSource pool, DataSource connections) {}
