package dev.rowhouse.spi;

/** The settings of an app that has none. */
public record NoSettings() {}
