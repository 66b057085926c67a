package io.talus.application.walk;

import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Reply;
import java.util.function.Supplier;

/** How a command goes over what it takes. */
public sealed interface Walk permits Walk.Done, Walk.Listed, Walk.Counted, Construction {
  /** There is nothing to go over any more: the outcome is carried out as if the command had run. */
  record Done(CommandOutcome outcome) implements Walk {}

  /**
   * The reply's items come one after the other.
   *
   * @param count how many there are; of a map and of pairs each half counts
   */
  record Listed(Reply.Kind kind, long count, Pull<Reply> items) implements Walk {}

  /**
   * The same, and nobody knows how many there are: they are counted first.
   *
   * @param items gives them from the first one on, twice
   */
  record Counted(Reply.Kind kind, Supplier<Pull<Reply>> items) implements Walk {}
}
