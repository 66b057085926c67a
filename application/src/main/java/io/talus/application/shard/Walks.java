package io.talus.application.shard;

import io.talus.application.cold.ColdRead;
import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.session.Session;

/**
 * Commands that take whole large collections, and so are not run again and again until they have
 * all of it, but walk: see {@link io.talus.application.walk}. Belongs to the shard's thread.
 */
public interface Walks {
  /** Whether a command that needs this of the disk had better walk. */
  boolean suits(CommandSpec spec, ColdRead cold);

  /** Whether a command may walk that needs more memory than it may have at once. */
  boolean suits(CommandSpec spec, CommandError tooMuch);

  /**
   * Makes the session wait for its command, which walks from now on. It has not done anything yet.
   *
   * @param seed what its run drew from; 0 if it drew nothing
   */
  void begin(Session session, CommandSpec spec, Arguments args, long seed);

  /**
   * Whether the command changes what a walk is about that stores something. Then the session goes
   * on when that walk has ended.
   */
  boolean holds(Session session, CommandSpec spec, Arguments args);

  /** The session is gone, and its walk ends. */
  void forget(Session session);

  /** For a shard that lives in memory alone: commands are not interrupted. */
  static Walks none() {
    return new Walks() {
      @Override
      public boolean suits(CommandSpec spec, ColdRead cold) {
        return false;
      }

      @Override
      public boolean suits(CommandSpec spec, CommandError tooMuch) {
        return false;
      }

      @Override
      public void begin(Session session, CommandSpec spec, Arguments args, long seed) {
        throw new IllegalStateException("nothing lies on disk");
      }

      @Override
      public boolean holds(Session session, CommandSpec spec, Arguments args) {
        return false;
      }

      @Override
      public void forget(Session session) {
        // It has no walk.
      }
    };
  }
}
