package io.talus.application.walk;

import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.mutation.Mutation.OfCollection;
import java.util.List;
import java.util.function.Function;

/** What a reader's thread made of the next stretch of a walk, for the shard's to carry out. */
public sealed interface Step {
  /** Nothing yet: the walk goes on. */
  record GoOn() implements Step {}

  /**
   * These pieces of the reply are to be sent.
   *
   * @param isLast whether the reply, and the walk, end with them
   */
  record Send(List<Reply> pieces, boolean isLast) implements Step {}

  /**
   * These parts of a collection are to be put where nobody sees them.
   *
   * @param table {@link Construction#SELECTED}, or another
   */
  record Build(int table, List<OfCollection> parts) implements Step {}

  /**
   * The command comes to its end: it is run, on the keys as they are now, and may be run again.
   * What was built is in the store before. Throws {@link WalkOutdated} if it cannot end so.
   */
  record Finish(Function<KeyspaceView, CommandOutcome> command) implements Step {}

  /**
   * The walk cannot go on.
   *
   * @param message the error's, if nothing of the reply was sent
   */
  record Failed(String message) implements Step {}
}
