package dev.rowhouse.xa;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;

/** Tells of each step that a driver is asked to take, before and after it: {@code before prepare 1}, {@code after commit 2}. */
final class Steps implements Seam {
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();
    private final Listener listener;

    Steps(Listener listener) {
        this.listener = listener;
    }

    /** Hears of a step, and may refuse it. */
    @FunctionalInterface
    interface Listener {
        void at(String step, String database) throws XAException;
    }

    @Override
    public XAResource around(String database, XAResource resource) {
        return (XAResource) Proxy.newProxyInstance(Steps.class.getClassLoader(), new Class<?>[]{XAResource.class},
                (proxy, method, arguments) -> {
                    var step = method.getName() + " " + counts.merge(method.getName(), 1, Integer::sum);
                    listener.at("before " + step, database);
                    try {
                        var result = method.invoke(resource, arguments);
                        listener.at("after " + step, database);
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
