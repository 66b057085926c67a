package io.talus.application.topology;

/** What came of a change of the cluster. */
public sealed interface ChangeOutcome {
  /** It is made, and has this revision. */
  record Made(long revision) implements ChangeOutcome {}

  /** It does not fit what is there. */
  record Refused(String reason) implements ChangeOutcome {}

  /** Somebody else has changed the same meanwhile: look again. */
  record Overtaken() implements ChangeOutcome {}

  /** It is not made, and will not be. */
  record Failed(String reason) implements ChangeOutcome {}

  /** It could not be found out for a long time: the metadata is away. */
  record Unknown(String reason) implements ChangeOutcome {}
}
