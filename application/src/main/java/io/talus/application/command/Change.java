package io.talus.application.command;

import io.talus.domain.mutation.Mutation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply together with the mutations that have to be logged before it may leave.
 *
 * @param mutations of the selected table, in the order in which they are to be applied; may be
 *     empty
 * @param elsewhere mutations of another table (COPY and MOVE), applied after the others; null if
 *     none
 */
public record Change(Reply reply, List<? extends Mutation> mutations, @Nullable Elsewhere elsewhere)
    implements CommandOutcome {

  /** Mutations of a table that is not the selected one. */
  public record Elsewhere(int table, List<? extends Mutation> mutations) {}

  public Change(Reply reply, List<? extends Mutation> mutations) {
    this(reply, mutations, null);
  }

  public static Change of(Reply reply, Mutation mutation) {
    return new Change(reply, List.of(mutation));
  }

  public static Change of(Reply reply, Mutation first, Mutation second) {
    return new Change(reply, List.of(first, second));
  }
}
