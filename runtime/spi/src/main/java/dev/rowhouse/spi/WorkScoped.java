package dev.rowhouse.spi;

import com.google.inject.ScopeAnnotation;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One object per scope: made when a request (or a piece of {@link Work}) first asks for it, forgotten when that ends.
 *
 * <p>A singleton that needs one injects its {@code Provider}. Asked outside a scope, the provider fails with
 * {@link OutOfScopeException}.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ScopeAnnotation
public @interface WorkScoped {}
