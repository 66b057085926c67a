package io.talus.domain.replication.replica;

/** How long replicas wait, in milliseconds. Safety does not depend on any of it. */
public final class Timing {
  /**
   * Voters that lose a leader at the same moment campaign at different ones, some network round
   * trips apart.
   */
  public static final long SPREAD_MILLIS = 300;

  /** A vote takes a round trip and two syncs; a slow disk needs most of this. */
  public static final long VOTE_MILLIS = 400;

  /**
   * What was not answered is sent again. A connection loses nothing while it holds, so this is
   * rare.
   */
  public static final long RETRY_MILLIS = 200;

  /**
   * A leader that a majority has not supported for so long gives up, so that its clients look
   * elsewhere.
   */
  public static final long RESIGN_MILLIS = 500;

  /** A transfer takes a catch-up and a vote; afterwards clients are served here again. */
  public static final long TRANSFER_MILLIS = 1000;

  /** Entries in one append: what a frame holds of small ones. */
  public static final long APPEND_ENTRIES_MAX = 1000;

  /** Appends on the way to one follower: more than a local network has room for. */
  public static final int IN_FLIGHT_MAX = 16;

  /** Units not yet committed: about a second at full speed; their replies wait in memory. */
  public static final long UNCOMMITTED_MAX = 50_000;

  /** Reads that wait for a round: as many as clients that a node serves. */
  public static final int READS_MAX = 10_000;

  private Timing() {}
}
