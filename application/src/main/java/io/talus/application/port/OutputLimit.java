package io.talus.application.port;

/**
 * How much may wait to be written to a client before it is closed: Redis's {@code
 * client-output-buffer-limit}. Zero means no limit.
 *
 * @param hardBytes closes at once
 * @param softBytes closes when exceeded for {@code softSeconds} without a break
 */
public record OutputLimit(long hardBytes, long softBytes, int softSeconds) {
  public static final OutputLimit NONE = new OutputLimit(0, 0, 0);

  public OutputLimit {
    if (hardBytes < 0 || softBytes < 0 || softSeconds < 0) {
      throw new IllegalArgumentException(
          "limit: "
              + hardBytes
              + " "
              + softBytes
              + " "
              + softSeconds
              + " (expected: none below 0)");
    }
  }

  public boolean isHardExceeded(long bytes) {
    return hardBytes > 0 && bytes > hardBytes;
  }

  public boolean isSoftExceeded(long bytes) {
    return softBytes > 0 && bytes > softBytes;
  }
}
