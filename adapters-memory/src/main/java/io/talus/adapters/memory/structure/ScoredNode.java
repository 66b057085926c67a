package io.talus.adapters.memory.structure;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;

/** A member of a sorted set: in a table by its hash, and in a tree by its score. */
public final class ScoredNode extends HashNode {
  private double score;

  public ScoredNode(Bytes member, double score) {
    super(member);
    this.score = score;
  }

  public double score() {
    return score;
  }

  /** Changes the score; only while the node is in no tree. */
  public void score(double newScore) {
    score = newScore;
  }

  public ScoredMember scoredMember() {
    return new ScoredMember(key(), score);
  }
}
