package dev.rowhouse.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears SIGHUP, with which operators and tools of theirs have a service read its file again. A process that was started to ignore it, by
 * {@code nohup}, goes on to do so: the JVM sees to that.
 *
 * <p>The JDK offers no other way than {@code sun.misc.Signal}, of which the compiler warns and can't be told not to: so it is called by its
 * name. Where it isn't there, where the platform knows no such signal, or with {@code -Xrs}, nothing is heard.
 */
final class HangUp {
    private static final Logger log = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /**
     * Has something done each time, if it can be heard.
     *
     * @param action runs on a thread of its own; may take its time
     */
    static void hear(Runnable action) {
        try {
            var signal = Class.forName("sun.misc.Signal");
            var handler = Class.forName("sun.misc.SignalHandler");
            var hears = Proxy.newProxyInstance(HangUp.class.getClassLoader(), new Class<?>[]{handler},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "handle" -> {
                            action.run();
                            yield null;
                        }
                        // Handlers are kept by signal, and never compared.
                        case "hashCode" -> 0;
                        case "equals" -> false;
                        default -> "SIGHUP";
                    });
            var hangUp = signal.getConstructor(String.class).newInstance("HUP");
            signal.getMethod("handle", signal, handler).invoke(null, hangUp, hears);
        } catch (InvocationTargetException e) {
            log.info("SIGHUP is not heard: {}", String.valueOf(e.getCause()));
        } catch (ReflectiveOperationException | LinkageError e) {
            log.info("SIGHUP is not heard: {}", String.valueOf(e));
        }
    }
}
