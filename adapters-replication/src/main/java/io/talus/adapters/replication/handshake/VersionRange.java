package io.talus.adapters.replication.handshake;

/** The versions of the protocol that a node speaks, from the oldest to the newest. */
public record VersionRange(int oldest, int newest) {
  /** What this build speaks. A new version goes on speaking the one before it. */
  public static final VersionRange CURRENT = new VersionRange(1, 1);

  public VersionRange {
    if (oldest < 1 || newest < oldest) {
      throw new IllegalArgumentException("versions: " + oldest + ".." + newest);
    }
  }

  /** What another node says that it speaks. */
  static VersionRange announced(int oldest, int newest) {
    if (oldest < 1 || newest < oldest) {
      throw new RefusedException("it speaks versions %d..%d".formatted(oldest, newest));
    }
    return new VersionRange(oldest, newest);
  }

  /** The newest version that both speak. */
  int agreeOn(VersionRange other) {
    int version = Math.min(newest, other.newest);
    if (version < Math.max(oldest, other.oldest)) {
      throw new RefusedException(
          "it speaks versions %d..%d of the protocol (expected: one of %d..%d)"
              .formatted(other.oldest, other.newest, oldest, newest));
    }
    return version;
  }

  boolean contains(int version) {
    return oldest <= version && version <= newest;
  }
}
