package io.talus.application.log;

/** The first byte of an encoded mutation. Never reused. */
final class MutationCode {
  static final int PUT_STRING = 1;
  static final int PATCH_STRING = 2;
  static final int PUT_HASH_FIELDS = 3;
  static final int DROP_HASH_FIELDS = 4;
  static final int PUT_SET_MEMBERS = 5;
  static final int DROP_SET_MEMBERS = 6;
  static final int PUT_SCORES = 7;
  static final int DROP_SCORES = 8;
  static final int PUT_LIST_ENTRIES = 9;
  static final int DROP_LIST_RANGE = 10;
  static final int SET_EXPIRY = 11;
  static final int MOVE_KEY = 12;
  static final int DROP_KEY = 13;
  static final int CLEAR_SLOT = 14;
  static final int OVERWRITE_STRING = 15;
  static final int BUILD_PART = 16;
  static final int PUBLISH_BUILT = 17;
  static final int ABANDON_BUILT = 18;

  private MutationCode() {}
}
