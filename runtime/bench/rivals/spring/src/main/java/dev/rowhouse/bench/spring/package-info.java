/** The shop on Spring Boot, as people write it. */
@NullMarked
package dev.rowhouse.bench.spring;

import org.jspecify.annotations.NullMarked;
