package io.talus.application.metadata;

/** What came of a change. */
public sealed interface CommitOutcome {
  /** It is written, and all its writes have this revision. */
  record Committed(long revision) implements CommitOutcome {}

  /** A condition did not hold (any more): nothing was written. */
  record Conflict() implements CommitOutcome {}

  /** It cannot be told whether it was written, or will be: read before anything else is done. */
  record Unknown(String reason) implements CommitOutcome {}

  /** Nothing was written, and nothing will be: the metadata is not there, or refuses. */
  record Failed(String reason) implements CommitOutcome {}
}
