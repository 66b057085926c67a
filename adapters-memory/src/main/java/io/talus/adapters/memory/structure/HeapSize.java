package io.talus.adapters.memory.structure;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * The arithmetic behind every estimate of heap.
 *
 * <p>With compact object headers (JEP 519) an object begins with 8 bytes, an array with 12, a
 * reference takes 4 (heaps up to 32 GB), and everything is rounded up to 8; what G1 calls
 * humongous, to whole regions. The fields of a class follow those of its superclass. Sums in the
 * order of declaration:
 *
 * <pre>
 * HashNode      8 header + 4 array + 4 hash + 4 next                              = 20
 * resident entry  HashNode 20 + 4 last use + 8 last block + 4 timer               = 36
 *   string      36 + 4 value + 8 expiry                                           = 48
 *   chunks      36 + 4 header, chunks                                             = 48
 *   collection  36 + 4 header + at most 16 for what each type has                 = 56
 * member        HashNode 20                                                       = 24
 * field         HashNode 20 + 4 value                                             = 24
 *   expiring    24 + 8 expiry + 4 timer                                           = 40
 * scored member HashNode 20 (+ 4) + 8 score                                       = 32
 * header        8 + 4 type + 4 * 8 numbers (+ 4)                                  = 48
 * </pre>
 */
public final class HeapSize {
  /** A string's entry. */
  public static final int STRING_ENTRY = 48;

  /** The entry of a collection or of a string in chunks, with its header. */
  public static final int COLLECTION_ENTRY = 56 + 48;

  public static final int MEMBER = 24;
  public static final int FIELD = 24;
  public static final int EXPIRING_FIELD = 40;

  /**
   * The node, and its share of the tree: 12 bytes in leaves that are two thirds full, and branches.
   */
  public static final int SCORED_MEMBER = 32 + 20;

  /** A place in an expiry heap: 12 bytes in arrays that are three quarters full. */
  public static final int TIMER = 16;

  public static final int TABLE = 24;
  public static final int TOMBSTONE = 40;

  private static final int ARRAY_HEADER = 12;
  private static final int REFERENCE = 4;
  private static final int ALIGNMENT = 8;

  /** An object larger than half of a region has regions of G1 for itself. */
  private static final long REGION_BYTES = regionBytes();

  private static final long LARGE_BYTES = REGION_BYTES / 2;

  private HeapSize() {}

  /** An array of {@code length} bytes. */
  public static long bytes(int length) {
    return aligned(ARRAY_HEADER + (long) length);
  }

  /** An array of {@code length} references. */
  public static long references(int length) {
    return aligned(ARRAY_HEADER + (long) REFERENCE * length);
  }

  private static long aligned(long bytes) {
    long unit = bytes > LARGE_BYTES ? REGION_BYTES : ALIGNMENT;
    return (bytes + unit - 1) & -unit;
  }

  /** Size of G1's regions, a power of two; {@link #ALIGNMENT} for other collectors. */
  private static long regionBytes() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    boolean isG1 = Boolean.parseBoolean(machine.getVMOption("UseG1GC").getValue());
    return isG1 ? Long.parseLong(machine.getVMOption("G1HeapRegionSize").getValue()) : ALIGNMENT;
  }
}
