package dev.rowhouse.session;

import com.google.inject.Binder;

/**
 * How the runtime binds what each start of an instance has. All of them have these bindings, so each costs as often as there are instances:
 *
 * <ul>
 * <li>It is bound to a provider, and not to an object: Guice (7.0) would give each object a lock and look through all methods of its
 *     class, of which a session has hundreds, with each start.
 * <li>It names the module where it stands, and no line: Guice would make a text of each line, with each start, and keep it in the
 *     parent injector.
 * <li>Its key is made once.
 * </ul>
 */
public final class Bindings {
    private Bindings() {}

    /**
     * A binder whose bindings stand in a module.
     *
     * @param module what messages call it
     */
    public static Binder of(Binder binder, Class<?> module) {
        return binder.withSource(module.getName());
    }
}
