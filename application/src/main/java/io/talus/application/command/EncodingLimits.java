package io.talus.application.command;

/**
 * The settings that decide which encoding OBJECT ENCODING shows. Talus stores collections in its
 * own way; the names are answered as Redis would, for tools that look at them.
 *
 * @param hashEntries {@code hash-max-listpack-entries}
 * @param hashValueBytes {@code hash-max-listpack-value}
 * @param listSize {@code list-max-listpack-size}: entries, or a negative size class
 * @param setIntsetEntries {@code set-max-intset-entries}
 * @param setEntries {@code set-max-listpack-entries}
 * @param setValueBytes {@code set-max-listpack-value}
 * @param sortedSetEntries {@code zset-max-listpack-entries}
 * @param sortedSetValueBytes {@code zset-max-listpack-value}
 */
public record EncodingLimits(
    long hashEntries,
    long hashValueBytes,
    long listSize,
    long setIntsetEntries,
    long setEntries,
    long setValueBytes,
    long sortedSetEntries,
    long sortedSetValueBytes) {
  public static final EncodingLimits DEFAULT =
      new EncodingLimits(128, 64, -2, 512, 128, 64, 128, 64);
}
