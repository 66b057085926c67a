package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;

/** The options of ZADD, and what they make of a new score. */
final class ScoreCondition {
  private static final String NX_AND_XX =
      "ERR XX and NX options at the same time are not compatible";
  private static final String GT_LT_AND_NX =
      "ERR GT, LT, and/or NX options at the same time are not compatible";
  private static final String ONE_INCREMENT =
      "ERR INCR option supports a single increment-element pair";
  private static final int FIRST_OPTION_AT = 2;

  private boolean onlyNew;
  private boolean onlyExisting;
  private boolean onlyGreater;
  private boolean onlyLess;
  private boolean countsChanged;
  private boolean increments;
  private int firstScoreAt = FIRST_OPTION_AT;

  private ScoreCondition() {}

  /** Reads what stands before the scores; {@code increments}: as if INCR was given. */
  static ScoreCondition parse(Arguments args, boolean increments) {
    ScoreCondition condition = new ScoreCondition();
    condition.increments = increments;
    while (condition.firstScoreAt < args.count() && condition.take(args)) {
      condition.firstScoreAt++;
    }
    condition.check(args.count() - condition.firstScoreAt);
    return condition;
  }

  private boolean take(Arguments args) {
    int at = firstScoreAt;
    if (args.is(at, "NX")) {
      onlyNew = true;
    } else if (args.is(at, "XX")) {
      onlyExisting = true;
    } else if (args.is(at, "GT")) {
      onlyGreater = true;
    } else if (args.is(at, "LT")) {
      onlyLess = true;
    } else if (args.is(at, "CH")) {
      countsChanged = true;
    } else if (args.is(at, "INCR")) {
      increments = true;
    } else {
      return false;
    }
    return true;
  }

  private void check(int scoresAndMembers) {
    if (scoresAndMembers == 0 || scoresAndMembers % 2 != 0) {
      throw Errors.syntax();
    }
    if (onlyNew && onlyExisting) {
      throw new CommandError(NX_AND_XX);
    }
    if ((onlyGreater && onlyLess) || (onlyNew && (onlyGreater || onlyLess))) {
      throw new CommandError(GT_LT_AND_NX);
    }
    if (increments && scoresAndMembers > 2) {
      throw new CommandError(ONE_INCREMENT);
    }
  }

  /** Where the scores, each with its member, begin. */
  int firstScoreAt() {
    return firstScoreAt;
  }

  boolean increments() {
    return increments;
  }

  /** CH: the reply counts members that were added and those whose score changed. */
  boolean countsChanged() {
    return countsChanged;
  }

  boolean addsMembers() {
    return !onlyExisting;
  }

  boolean changesMembers() {
    return !onlyNew;
  }

  /** Whether a member that may be changed goes from the score that it has to another. */
  boolean allows(double current, double score) {
    return !(onlyGreater && score <= current) && !(onlyLess && score >= current);
  }
}
