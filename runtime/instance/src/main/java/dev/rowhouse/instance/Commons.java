package dev.rowhouse.instance;

import dev.rowhouse.engine.Engines;
import dev.rowhouse.instance.share.Shares;
import dev.rowhouse.session.Scopes;

/**
 * What the instances of a composite have in common. Nothing in it leads from one of them to another.
 *
 * @param engines opens their engines
 * @param scopes knows in which start each thread is
 * @param starter has their starts run, each in its turn
 * @param shares divides a machine that is busy
 */
record Commons(Engines engines, Scopes scopes, Starter starter, Shares shares) {}
