/**
 * How the instances of a composite share a machine that is busy: which of their requests begins next, and how many carriers
 * of virtual threads there are, so that what computes without end leaves some to the others.
 */
@NullMarked
package dev.rowhouse.instance.share;

import org.jspecify.annotations.NullMarked;
