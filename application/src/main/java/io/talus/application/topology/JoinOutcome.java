package io.talus.application.topology;

/** What came of a node's wish to belong to the cluster. */
public sealed interface JoinOutcome {
  /** It does, under this number. */
  record Joined(int node) implements JoinOutcome {}

  /** Not yet, as far as is known: to be tried again. */
  record NotJoined(String reason) implements JoinOutcome {}
}
