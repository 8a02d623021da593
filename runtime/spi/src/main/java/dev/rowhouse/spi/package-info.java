/**
 * What an app implements and may import: nothing else of Rowhouse is visible to it.
 *
 * <p>Start with {@link dev.rowhouse.spi.App}. Besides these types an app uses Guice for wiring, Undertow's
 * {@code HttpHandler} for HTTP, Jakarta Persistence for its entities and Hibernate's {@code Session} for its data.
 */
@NullMarked
package dev.rowhouse.spi;

import org.jspecify.annotations.NullMarked;
