/** The executor and the scheduler of one start of an instance: what runs beside its requests, and how much of it at once. */
@NullMarked
package dev.rowhouse.instance.task;

import org.jspecify.annotations.NullMarked;
