package io.talus.application.command.sortedset;

import io.talus.application.command.Reply;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A reply that lists members as they are visited: their names, or pairs of name and score, which
 * are flat in RESP2 and nested in RESP3.
 */
final class MemberReply implements Consumer<ScoredMember> {
  private final boolean withScores;
  private final List<Bytes> names;
  private final List<Reply> pairs;

  private MemberReply(boolean withScores, int count) {
    this.withScores = withScores;
    this.names = withScores ? List.of() : new ArrayList<>(count);
    this.pairs = withScores ? new ArrayList<>(2 * count) : List.of();
  }

  /** A reply for {@code count} members. */
  static MemberReply sized(boolean withScores, long count) {
    return new MemberReply(withScores, Math.toIntExact(count));
  }

  static Reply of(List<ScoredMember> members, boolean withScores) {
    MemberReply reply = sized(withScores, members.size());
    members.forEach(reply);
    return reply.reply();
  }

  /** The same reply, for members that come one after the other. */
  static Walk walk(Pull<ScoredMember> members, long count, boolean withScores) {
    if (!withScores) {
      Pull<Reply> names = Pulls.map(members, each -> Reply.bulk(each.member()));
      return new Walk.Listed(Reply.Kind.ARRAY, count, names);
    }
    Pull<Reply> halves =
        Pulls.flat(
            members,
            (each, out) -> {
              out.accept(Reply.bulk(each.member()));
              out.accept(new Reply.Double(each.score()));
            });
    return new Walk.Listed(Reply.Kind.PAIRS, 2 * count, halves);
  }

  @Override
  public void accept(ScoredMember member) {
    if (withScores) {
      pairs.add(Reply.bulk(member.member()));
      pairs.add(new Reply.Double(member.score()));
    } else {
      names.add(member.member());
    }
  }

  Reply reply() {
    return withScores ? new Reply.Pairs(pairs) : new Reply.Bulks(names);
  }
}
