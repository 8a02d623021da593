/**
 * Tries orders of events. What jcstress runs (main) and what Lincheck runs (tests) stands in the packages of what it tries, since
 * most of that is known there alone.
 */
@org.jspecify.annotations.NullMarked
package dev.rowhouse.schedules;
