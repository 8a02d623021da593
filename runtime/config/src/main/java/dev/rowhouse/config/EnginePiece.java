package dev.rowhouse.config;

/**
 * One engine that is used alone, as a piece of a file describes it.
 *
 * @param owner what messages call its user, since it belongs to no instance: the name of the file, if that is a name
 * @param engine the engine
 * @param secrets what must not appear in any message about it
 */
public record EnginePiece(InstanceName owner, EngineConfig engine, Secrets secrets) {}
