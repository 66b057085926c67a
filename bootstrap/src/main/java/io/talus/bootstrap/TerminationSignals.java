package io.talus.bootstrap;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGTERM and SIGINT as requests to stop. Left to the JVM they run its shutdown hooks, all at once:
 * that of RocksDB stops its background work, and the store could not be flushed any more.
 *
 * <p>By reflection, for {@code sun.misc.Signal} is not a part of the platform's interface: where it
 * is missing the JVM's way remains, and the next start reads a little more of the log.
 */
final class TerminationSignals {
  private static final Logger LOG = LoggerFactory.getLogger(TerminationSignals.class);
  private static final String[] NAMES = {"TERM", "INT"};

  private TerminationSignals() {}

  /** Runs the task, on a thread of the JVM's, whenever such a signal arrives. */
  static void handle(Runnable task) {
    for (String name : NAMES) {
      try {
        handle(name, task);
      } catch (ReflectiveOperationException | RuntimeException refused) {
        // The option -Xrs, for one, keeps signals to the JVM.
        LOG.info("SIG{} ends the JVM without a flush: {}", name, refused.toString());
      }
    }
  }

  private static void handle(String name, Runnable task) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    signal
        .getMethod("handle", signal, handler)
        .invoke(
            null,
            signal.getConstructor(String.class).newInstance(name),
            Proxy.newProxyInstance(
                TerminationSignals.class.getClassLoader(),
                new Class<?>[] {handler},
                invocation(name, task)));
  }

  private static InvocationHandler invocation(String name, Runnable task) {
    return (proxy, method, arguments) -> {
      if (method.getDeclaringClass() == Object.class) {
        return ofObject(proxy, method, arguments);
      }
      LOG.info("SIG{} received", name);
      task.run();
      return null;
    };
  }

  /** The signal's own table of handlers compares them. */
  @SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
  private static Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> TerminationSignals.class.getSimpleName();
    };
  }
}
