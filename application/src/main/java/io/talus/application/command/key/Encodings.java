package io.talus.application.command.key;

import io.talus.application.command.EncodingLimits;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.List;

/**
 * The encodings that Redis would use for values, made from nothing: it keeps a larger one when a
 * collection shrinks again, of which nothing is known here.
 */
final class Encodings {
  private static final String LISTPACK = "listpack";
  private static final String HASH_TABLE = "hashtable";

  /** The longest decimal number that Redis tries to keep as one. */
  private static final int INTEGER_DIGITS_MAX = 20;

  /** What fits one allocation together with its header. */
  private static final int EMBEDDED_STRING_MAX = 44;

  /** The sizes that the negative values of {@code list-max-listpack-size} stand for. */
  private static final long[] LISTPACK_BYTES_MAX = {4096, 8192, 16384, 32768, 65536};

  /** A listpack limited by its entries is limited to these bytes too. */
  private static final long SAFE_LISTPACK_BYTES_MAX = 8192;

  private static final int LIST_PAGE = 128;

  private final EncodingLimits limits;

  Encodings(EncodingLimits limits) {
    this.limits = limits;
  }

  String of(Value value) {
    return switch (value) {
      case StringValue string -> ofString(string);
      case ListValue list -> fitsListpack(list) ? LISTPACK : "quicklist";
      case SetValue set -> ofSet(set);
      case HashValue hash -> fitsListpack(hash) ? LISTPACK : HASH_TABLE;
      case SortedSetValue set -> fitsListpack(set) ? LISTPACK : "skiplist";
    };
  }

  private static String ofString(StringValue string) {
    if (string.length() <= INTEGER_DIGITS_MAX && Decimal.isLong(string.bytes())) {
      return "int";
    }
    return string.length() <= EMBEDDED_STRING_MAX ? "embstr" : "raw";
  }

  private boolean fitsListpack(ListValue list) {
    long bytesMax = SAFE_LISTPACK_BYTES_MAX;
    if (limits.listSize() < 0) {
      long sizeClass = Math.min(-limits.listSize(), LISTPACK_BYTES_MAX.length);
      bytesMax = LISTPACK_BYTES_MAX[(int) sizeClass - 1];
    } else if (list.size() > Math.max(1, limits.listSize())) {
      return false;
    }
    long bytes = ListpackSize.EMPTY_BYTES;
    for (long at = 0; at < list.size() && bytes <= bytesMax; at += LIST_PAGE) {
      List<Bytes> page = list.range(at, Math.min(at + LIST_PAGE, list.size()));
      for (Bytes entry : page) {
        bytes += ListpackSize.ofEntry(entry);
      }
    }
    return bytes <= bytesMax;
  }

  private String ofSet(SetValue set) {
    if (set.size() > Math.max(limits.setIntsetEntries(), limits.setEntries())) {
      return HASH_TABLE;
    }
    Extent extent = new Extent();
    set.forEach(extent::add);
    if (extent.onlyIntegers && set.size() <= limits.setIntsetEntries()) {
      return "intset";
    }
    boolean fits = extent.longest <= limits.setValueBytes() && set.size() <= limits.setEntries();
    return fits ? LISTPACK : HASH_TABLE;
  }

  private boolean fitsListpack(HashValue hash) {
    if (hash.size() > limits.hashEntries()) {
      return false;
    }
    Extent extent = new Extent();
    hash.forEach(
        field -> {
          extent.add(field.name());
          extent.add(field.value());
        });
    return extent.longest <= limits.hashValueBytes();
  }

  private boolean fitsListpack(SortedSetValue set) {
    if (set.size() > limits.sortedSetEntries()) {
      return false;
    }
    Extent extent = new Extent();
    set.forEach(0, set.size(), member -> extent.add(member.member()));
    return extent.longest <= limits.sortedSetValueBytes();
  }

  /** What decides about an encoding apart from the number of elements. */
  private static final class Extent {
    private int longest;
    private boolean onlyIntegers = true;

    void add(Bytes element) {
      longest = Math.max(longest, element.length());
      onlyIntegers = onlyIntegers && Decimal.isLong(element);
    }
  }
}
