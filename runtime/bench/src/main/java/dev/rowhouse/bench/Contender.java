package dev.rowhouse.bench;

import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Who is measured: Rowhouse or a rival.
 *
 * @param name as the table names it
 * @param measurement measures once, from nothing: figures by name
 */
record Contender(String name, Callable<Map<String, Double>> measurement) {}
