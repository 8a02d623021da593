@org.jspecify.annotations.NullMarked
package dev.rowhouse.loader;
