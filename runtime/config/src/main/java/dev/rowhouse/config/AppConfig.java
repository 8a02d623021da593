package dev.rowhouse.config;

/**
 * An app of the composite, as declared under {@code apps.<name>}.
 *
 * @param name what instances call it
 * @param className the class that implements it
 * @param origin where it is declared
 */
public record AppConfig(AppName name, String className, Origin origin) {}
