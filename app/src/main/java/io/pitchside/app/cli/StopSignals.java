package io.pitchside.app.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Calls somebody when the process is asked to stop. A shutdown hook would not do: the hooks of the embedded parts run
 * at the same time as ours, so nothing could be stopped in order any more.
 */
final class StopSignals {
    private static final List<String> NAMES = List.of("TERM", "INT");

    private StopSignals() {}

    /**
     * From now on SIGTERM and Ctrl-C call {@code stop}, each time they come, and end the process no longer.
     *
     * @throws IllegalStateException if this JVM does not let go of its signals ({@code -Xrs})
     */
    static void install(Runnable stop) {
        // By reflection, because the compiler warns of this class and cannot be told that it is wanted. It is in
        // the module jdk.unsupported, which exists for such uses until there is a public way.
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    StopSignals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            stop.run();
                            return null;
                        }
                        return method.invoke(stop, arguments);
                    });
            Method handle = signal.getMethod("handle", signal, handler);
            for (String name : NAMES) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
            }
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            throw new IllegalStateException("cannot listen for SIGTERM and Ctrl-C; is the JVM started with -Xrs?", e);
        }
    }
}
