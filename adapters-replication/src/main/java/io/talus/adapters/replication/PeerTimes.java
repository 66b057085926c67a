package io.talus.adapters.replication;

/**
 * How long a node is patient with others. Silence is counted in looks at the connections, not by a
 * clock: a node that has stood still itself finds what came meanwhile before it judges.
 *
 * @param lookMillis between two looks
 * @param retryMillisMin how soon a connection is made anew; each attempt that fails doubles it
 * @param retryMillisMax how often at least a node that is away is looked for
 */
public record PeerTimes(long lookMillis, long retryMillisMin, long retryMillisMax) {
  /**
   * In looks: 0.5 s. Heartbeats come more often, so this is for connections on which nobody does
   * anything.
   */
  static final int KEEP_ALIVE_LOOKS = 2;

  /** In looks: 3 s. Several keep-alives were due by then, and support has lapsed long ago. */
  static final int SILENT_LOOKS_MAX = 12;

  /** In looks: 5 s. A handshake is three messages; one lost packet each is forgiven. */
  static final int HANDSHAKE_LOOKS_MAX = 20;

  /**
   * A node that comes back is found within a second, well inside the three that a slot may be
   * without a leader.
   */
  public static final PeerTimes DEFAULT = new PeerTimes(250, 50, 1000);

  public PeerTimes {
    if (lookMillis < 1 || retryMillisMin < 1 || retryMillisMax < retryMillisMin) {
      throw new IllegalArgumentException(
          "look: %d ms, retries: %d..%d ms".formatted(lookMillis, retryMillisMin, retryMillisMax));
    }
  }
}
