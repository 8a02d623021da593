/**
 * Measures density and speed beside what people use today, in one run, and reports.
 *
 * <p>{@link dev.rowhouse.bench.Main} is the way in. A {@code Benchmark} makes tables; what it measures runs in JVMs of their own
 * ({@code SubjectProcess}), in turns ({@code Rounds}).
 */
@NullMarked
package dev.rowhouse.bench;

import org.jspecify.annotations.NullMarked;
