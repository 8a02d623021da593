@org.jspecify.annotations.NullMarked
package dev.rowhouse.databases;
