package io.talus.application.command.dump;

/** The type codes of Redis's dumps. */
final class DumpType {
  static final int STRING = 0;
  static final int LIST = 1;
  static final int SET = 2;
  static final int SORTED_SET_TEXT = 3;
  static final int HASH = 4;
  static final int SORTED_SET = 5;
  static final int LIST_ZIPLIST = 10;
  static final int SET_INTSET = 11;
  static final int SORTED_SET_ZIPLIST = 12;
  static final int HASH_ZIPLIST = 13;
  static final int LIST_QUICKLIST = 14;
  static final int HASH_LISTPACK = 16;
  static final int SORTED_SET_LISTPACK = 17;
  static final int LIST_QUICKLIST_2 = 18;
  static final int SET_LISTPACK = 20;
  static final int HASH_EXPIRING = 24;

  private DumpType() {}
}
