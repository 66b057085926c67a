package io.talus.application.execution;

import io.talus.domain.mutation.Mutation;

/** Who wants to know when keys change: clients that watch them, and clients that wait for them. */
public interface KeyInterests {
  /** Whether nobody is interested in any key. */
  boolean isEmpty();

  /** A mutation was executed. */
  void changed(int table, Mutation mutation);
}
