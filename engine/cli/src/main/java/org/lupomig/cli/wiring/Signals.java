package org.lupomig.cli.wiring;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/**
 * Hears SIGINT and SIGTERM.
 *
 * <p>By reflection: {@code sun.misc.Signal} is the only way there is, every JDK has it, and the compiler warns of any
 * mention. Where it is missing, signals do what they do without us.
 */
public final class Signals {
    private static final String[] NAMES = {"INT", "TERM"};

    private Signals() {}

    /**
     * Calls {@code heard} with 1 at the first signal, 2 at the second and so on, on a thread of its own.
     *
     * @param heard must be quick
     */
    public static void hear(IntConsumer heard) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            int[] count = {0};
            Object proxy = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                        if (!method.getName().equals("handle")) {
                            return method.getName().equals("hashCode") ? (Object) System.identityHashCode(self) : null;
                        }
                        synchronized (count) {
                            heard.accept(++count[0]);
                        }
                        return null;
                    });
            for (String name : NAMES) {
                Object value = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, value, proxy);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // A JVM without signals, or one that keeps them for itself (-Xrs).
            return;
        }
    }
}
