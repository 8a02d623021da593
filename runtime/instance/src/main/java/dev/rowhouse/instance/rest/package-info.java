/**
 * How many instances of a composite start at the same time and how many hold something, and which go to rest: those that nobody has used
 * for a while, and those that were used least recently when others need their room or the heap is full.
 *
 * <p>{@link dev.rowhouse.instance.rest.Lodgings} is the way in. What is decided is decided by
 * {@link dev.rowhouse.instance.rest.Vacancies} and {@link dev.rowhouse.instance.rest.Pressure}, which have no threads of their own.
 */
@NullMarked
package dev.rowhouse.instance.rest;

import org.jspecify.annotations.NullMarked;
