/** The list of articles of the app conduit on Spring Boot and Spring Data JPA, as people write it. */
@NullMarked
package dev.rowhouse.bench.conduit;

import org.jspecify.annotations.NullMarked;
