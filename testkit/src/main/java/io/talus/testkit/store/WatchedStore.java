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
    return of(behind, before, (method, arguments) -> {});
  }

  /**
   * The same.
   *
   * @param after is told of each call that has come to its end without a failure
   */
  public static SlotStore of(
      Supplier<SlotStore> behind,
      BiConsumer<String, List<?>> before,
      BiConsumer<String, List<?>> after) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          List<?> given = arguments == null ? List.of() : List.of(arguments);
          before.accept(method.getName(), given);
          try {
            Object result = method.invoke(behind.get(), arguments);
            after.accept(method.getName(), given);
            return result;
          } catch (InvocationTargetException thrown) {
            throw thrown.getTargetException();
          }
        };
    return (SlotStore)
        Proxy.newProxyInstance(
            SlotStore.class.getClassLoader(), new Class<?>[] {SlotStore.class}, handler);
  }
}
