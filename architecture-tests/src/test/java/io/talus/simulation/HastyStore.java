package io.talus.simulation;

import io.talus.application.port.SlotStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * A planted fault: a store that does not wait for its flush, but says at once that all it has
 * applied is durable. So the log is given up before the data is on the disk.
 */
final class HastyStore {
  private HastyStore() {}

  static SlotStore of(SlotStore store) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          switch (method.getName()) {
            case "flush" -> {
              return null;
            }
            case "durableMark" -> {
              return store.mark();
            }
            default -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            }
          }
        };
    return (SlotStore)
        Proxy.newProxyInstance(
            SlotStore.class.getClassLoader(), new Class<?>[] {SlotStore.class}, handler);
  }
}
