package io.talus.testkit.store;

import io.talus.application.port.SlotStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** A store in front of another, of which a test sees every call. */
public final class WatchedStore {
  private WatchedStore() {}

  /**
   * A store that hands every call on.
   *
   * @param behind the store of the moment
   * @param before is told each method's name and arguments; when it throws the call fails so
   */
  public static SlotStore of(Supplier<SlotStore> behind, BiConsumer<String, List<?>> before) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          before.accept(method.getName(), arguments == null ? List.of() : List.of(arguments));
          try {
            return method.invoke(behind.get(), arguments);
          } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
          }
        };
    return (SlotStore)
        Proxy.newProxyInstance(
            SlotStore.class.getClassLoader(), new Class<?>[] {SlotStore.class}, handler);
  }
}
