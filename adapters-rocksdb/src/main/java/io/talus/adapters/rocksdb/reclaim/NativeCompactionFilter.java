package io.talus.adapters.rocksdb.reclaim;

import io.talus.application.port.StoreException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.rocksdb.AbstractCompactionFilter;
import org.rocksdb.Slice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compaction filter written in Java.
 *
 * <p>rocksdbjni does not offer that, but its library exports RocksDB's C interface, which takes
 * functions: ours are upcalls. The native filter that comes back is what rocksdbjni's own filters
 * wrap as well.
 *
 * <p>RocksDB calls from its compaction threads, several at a time. Nothing may be thrown into it:
 * on any doubt a key is kept. The memory of the upcalls lives until {@link #close}, which has to
 * come after RocksDB has stopped its background work.
 */
@SuppressWarnings("restricted") // calling native code is what this class is for
public final class NativeCompactionFilter extends AbstractCompactionFilter<Slice> {
  private static final Logger LOG = LoggerFactory.getLogger(NativeCompactionFilter.class);

  private static final String CREATE = "rocksdb_compactionfilter_create";
  private static final byte KEEP = 0;
  private static final byte REMOVE = 1;

  /**
   * {@code unsigned char (state, level, key, length, value, length, new value, length, changed)}.
   */
  private static final FunctionDescriptor FILTER =
      FunctionDescriptor.of(
          ValueLayout.JAVA_BYTE,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_LONG);

  private static final FunctionDescriptor DESTROY = FunctionDescriptor.ofVoid(ValueLayout.ADDRESS);
  private static final FunctionDescriptor NAME =
      FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.ADDRESS);

  /** All memory: keys are read at their addresses, without an object for each. */
  private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

  private final Arena arena;

  private NativeCompactionFilter(long handle, Arena arena) {
    super(handle);
    this.arena = arena;
  }

  /** A filter that asks {@code verdict} about every key. */
  @SuppressWarnings("MustBeClosedChecker") // closed with the filter
  public static NativeCompactionFilter of(String name, Verdict verdict) {
    Arena arena = Arena.ofShared();
    try {
      Callbacks callbacks = new Callbacks(verdict, arena.allocateFrom(name));
      return new NativeCompactionFilter(create(callbacks, arena), arena);
    } catch (Throwable e) {
      arena.close();
      throw new StoreException("no compaction filter: " + e.getMessage(), e);
    }
  }

  /** To be called when RocksDB compacts no more, and after the options that name the filter. */
  @Override
  public void close() {
    super.close();
    arena.close();
  }

  private static long create(Callbacks callbacks, Arena arena) throws Throwable {
    Linker linker = Linker.nativeLinker();
    MemorySegment function =
        SymbolLookup.loaderLookup()
            .find(CREATE)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        CREATE + " is not exported by the library of RocksDB that was loaded"));
    MethodHandle create =
        linker.downcallHandle(
            function,
            FunctionDescriptor.of(
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS));
    MemorySegment filter =
        (MemorySegment)
            create.invokeExact(
                MemorySegment.NULL,
                linker.upcallStub(callbacks.handle("destroy", DESTROY), DESTROY, arena),
                linker.upcallStub(callbacks.handle("filter", FILTER), FILTER, arena),
                linker.upcallStub(callbacks.handle("name", NAME), NAME, arena));
    return filter.address();
  }

  /** Says whether a key may go. Called from several threads. */
  @FunctionalInterface
  public interface Verdict {
    /**
     * Whether RocksDB may remove the key.
     *
     * @param memory where the key lies, among everything else
     * @param address the address of its first byte
     * @param length how many bytes it has
     */
    boolean isDead(MemorySegment memory, long address, long length);
  }

  /** What RocksDB calls. */
  private static final class Callbacks {
    private final Verdict verdict;
    private final MemorySegment name;

    Callbacks(Verdict verdict, MemorySegment name) {
      this.verdict = verdict;
      this.name = name;
    }

    MethodHandle handle(String method, FunctionDescriptor descriptor)
        throws ReflectiveOperationException {
      MethodType type = descriptor.toMethodType();
      return MethodHandles.lookup().bind(this, method, type);
    }

    @SuppressWarnings("unused") // called by RocksDB; the parameters are those of its C interface
    byte filter(
        long state,
        int level,
        long key,
        long keyLength,
        long value,
        long valueLength,
        long newValue,
        long newLength,
        long changed) {
      try {
        return verdict.isDead(MEMORY, key, keyLength) ? REMOVE : KEEP;
      } catch (Throwable e) {
        LOG.warn("A key was kept because it could not be judged", e);
        return KEEP;
      }
    }

    @SuppressWarnings("unused") // called by RocksDB
    void destroy(MemorySegment state) {
      LOG.trace("The filter {} is gone", name);
    }

    @SuppressWarnings("unused") // called by RocksDB
    MemorySegment name(MemorySegment state) {
      return name;
    }
  }
}
