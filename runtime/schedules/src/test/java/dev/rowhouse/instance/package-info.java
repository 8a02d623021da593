/** Orders of events in the life of an instance, tried by model checkers. */
@org.jspecify.annotations.NullMarked
package dev.rowhouse.instance;
