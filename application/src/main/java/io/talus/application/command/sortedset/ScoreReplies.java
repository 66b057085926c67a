package io.talus.application.command.sortedset;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.List;

/** How replies show members and scores. */
final class ScoreReplies {
  private ScoreReplies() {}

  static Reply of(List<ScoredMember> members, boolean withScores) {
    return withScores ? pairs(members) : names(members);
  }

  /** Member and score after each other in RESP2, in arrays of two in RESP3. */
  static Reply pairs(List<ScoredMember> members) {
    List<Reply> items = new ArrayList<>(2 * members.size());
    for (ScoredMember member : members) {
      items.add(Reply.bulk(member.member()));
      items.add(new Reply.Double(member.score()));
    }
    return new Reply.Pairs(items);
  }

  /** Arrays of two, whatever the protocol. */
  static Reply nested(List<ScoredMember> members) {
    List<Reply> items = new ArrayList<>(members.size());
    for (ScoredMember member : members) {
      items.add(Reply.array(Reply.bulk(member.member()), new Reply.Double(member.score())));
    }
    return new Reply.Array(items);
  }

  private static Reply names(List<ScoredMember> members) {
    List<Bytes> names = new ArrayList<>(members.size());
    for (ScoredMember member : members) {
      names.add(member.member());
    }
    return new Reply.Bulks(names);
  }
}
