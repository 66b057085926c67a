package io.talus.application.port;

/**
 * The node's log: blocks of units, numbered from 1 without gaps, appended by one thread.
 *
 * <p>After {@link #append} returns, the block survives a killed process; after {@link #sync} also a
 * failing machine. A failed sync is fatal: the log refuses everything afterwards.
 */
public interface Binlog extends AutoCloseable {
  /**
   * The number of the first block that is kept, or of the next one if there is none. Any thread.
   */
  long firstBlock();

  /** The number of the last block; 0 if there is none. */
  long lastBlock();

  /** The last block that was synced. Any thread. */
  long syncedBlock();

  /**
   * Appends the next block.
   *
   * @param units the encoded units in {@code units[0..length)}; copied
   * @throws BinlogException if nothing of the block is in the log, for example because the disk is
   *     full
   */
  void append(byte[] units, int length);

  /** Syncs what has been appended when the call begins. Any one thread at a time. */
  void sync();

  /**
   * Notes behind the last block that it is synced, if it is and nothing says so yet: else damage to
   * it could not be told from a write that a crash has torn. By who appends, when nothing has been
   * appended for a while. If there is no room for the note, it is left out.
   *
   * @throws BinlogException if a part of it cannot be taken back: the log refuses everything then
   */
  void markSynced();

  /** Bytes appended after the given block; how far a follower of the log is behind. */
  long bytesAfter(long block);

  /** A reader that starts at block {@code firstBlock}. */
  BlockReader read(long firstBlock);

  /** Gives up segments of which every block is at most {@code block}. */
  void retain(long block);

  @Override
  void close();

  /** Reads blocks in order. Belongs to one thread, which may be another than the appender's. */
  interface BlockReader extends AutoCloseable {
    /** Goes to the next block if it is not after {@code lastBlock}; false if there is none yet. */
    boolean next(long lastBlock);

    /** The current block's number. */
    long block();

    /** The buffer that holds the current block's units; valid until the next call. */
    byte[] units();

    /** Where in {@link #units} they begin. */
    int from();

    int length();

    @Override
    void close();
  }
}
