package io.talus.domain.value;

/** What a key can hold. The numbers are part of the storage and log formats. */
public enum ValueType {
  STRING(0, "string"),
  LIST(1, "list"),
  SET(2, "set"),
  SORTED_SET(3, "zset"),
  HASH(4, "hash");

  private static final ValueType[] BY_CODE = values();

  private final int code;
  private final String redisName;

  ValueType(int code, String redisName) {
    this.code = code;
    this.redisName = redisName;
  }

  public int code() {
    return code;
  }

  /** What TYPE answers. */
  public String redisName() {
    return redisName;
  }

  public static ValueType ofCode(int code) {
    if (code < 0 || code >= BY_CODE.length) {
      throw new IllegalArgumentException(
          "value type: " + code + " (expected: 0.." + (BY_CODE.length - 1) + ")");
    }
    return BY_CODE[code];
  }
}
