package io.talus.domain.mutation;

/** Why a key or a hash field went away. The numbers are part of the log format. */
public enum DropReason {
  /** A command removed it, or took its last element. */
  DELETED(0),
  /** Its time had come. */
  EXPIRED(1),
  /** Another value is about to take its place in the same unit. */
  OVERWRITTEN(2);

  private static final DropReason[] BY_CODE = values();

  private final int code;

  DropReason(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  public static DropReason ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "drop reason: " + code + " (expected: 0.." + (BY_CODE.length - 1) + ")");
    }
    return BY_CODE[code];
  }
}
