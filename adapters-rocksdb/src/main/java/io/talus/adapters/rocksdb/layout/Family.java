package io.talus.adapters.rocksdb.layout;

/** The column families. RocksDB numbers them in the order in which they are created. */
public enum Family {
  /** What is known of the store itself. RocksDB insists on the name. */
  SYSTEM(0, "default"),
  /** Key to header; short strings are in the header. */
  HEADERS(1, "headers"),
  /** Fields, members, pages of list entries, chunks of strings. */
  ELEMENTS(2, "elements"),
  /** The members of sorted sets in the order of their scores. */
  SCORES(3, "scores"),
  /** Keys and hash fields in the order in which they are due. */
  EXPIRY(4, "expiry"),
  /** The collections that exist: what is not here is dead, and so are its elements. */
  LIVENESS(5, "liveness"),
  /** How many members large sorted sets have before certain places. */
  COUNTS(6, "counts");

  private static final Family[] ALL = values();

  private final int index;
  private final String familyName;

  Family(int index, String familyName) {
    this.index = index;
    this.familyName = familyName;
  }

  /** The place in {@link #all}. */
  public int index() {
    return index;
  }

  public String familyName() {
    return familyName;
  }

  /** The families of which every key begins with table, slot and incarnation. */
  public boolean isSlotted() {
    return this != SYSTEM;
  }

  /** The families of which every key begins with a collection, and lives as long as that. */
  public boolean isOfCollections() {
    return this == ELEMENTS || this == SCORES || this == COUNTS;
  }

  /** All families, in their order; not to be changed. */
  public static Family[] all() {
    return ALL;
  }
}
