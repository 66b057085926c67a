package io.talus.testkit.cluster;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.replica.Effect;
import io.talus.domain.replication.replica.Write;
import java.util.stream.Collectors;

/** Says in words what a replica does. */
final class TraceText {
  private TraceText() {}

  static String of(Effect effect) {
    return switch (effect) {
      case Effect.Persist persist -> "   writes " + of(persist.write());
      case Effect.Send send -> "-> " + send.message().to() + "  " + of(send.message());
      case Effect.Committed committed -> "   commits up to " + of(committed.through());
      case Effect.Proposed proposed -> "   takes a proposal as " + of(proposed.first());
      case Effect.Refused refused -> "   refuses a proposal: " + refused.reason();
      case Effect.ReadReady ready -> "   may answer a read from index " + ready.index() + " on";
      case Effect.ReadRefused ignored -> "   refuses a read";
      case Effect.StreamSnapshot stream ->
          "   begins a snapshot for "
              + stream.to()
              + stream.diverged().map(each -> ", which has committed " + of(each)).orElse("");
      case Effect.Leading leading -> "   LEADS epoch " + leading.epoch();
      case Effect.EpochAdopted adopted ->
          "   is durably in epoch " + adopted.epoch() + ", log ends at " + of(adopted.last());
      case Effect.LeadershipLost lost -> "   LEADS NO MORE, epoch " + lost.epoch();
      case Effect.Following following ->
          "   follows "
              + following.leader().map(Object::toString).orElse("nobody")
              + " in epoch "
              + following.epoch();
    };
  }

  private static String of(Write write) {
    return switch (write) {
      case Write.Epoch entered ->
          "epoch "
              + entered.epoch()
              + entered.vote().map(vote -> " and its vote for " + vote).orElse("");
      case Write.Entries entries -> of(entries.entries());
      case Write.Reset reset ->
          "a snapshot up to "
              + of(reset.snapshot())
              + ", "
              + reset.membership()
              + " (kept: "
              + of(reset.kept())
              + ")";
    };
  }

  private static String of(Message message) {
    return switch (message) {
      case Message.Append append ->
          "append " + of(append.entries()) + ", committed " + append.commit();
      case Message.AppendReply reply -> of(reply);
      case Message.VoteRequest request ->
          question(request.ballot())
              + " epoch "
              + request.epoch()
              + ", log ends at "
              + of(request.last());
      case Message.VoteReply reply ->
          (reply.granted() ? "yes" : "no")
              + (reply.ballot() == Ballot.PRE ? ", in advance" : "")
              + ", epoch "
              + reply.epoch();
      case Message.Snapshot snapshot -> "snapshot up to " + of(snapshot.position());
      case Message.TimeoutNow now -> "lead now, after epoch " + now.epoch();
      case Message.Adopted adopted -> "to itself: in epoch " + adopted.epoch();
      case Message.Appointed appointed -> "to itself: leads epoch " + appointed.epoch();
      case Message.Resigned resigned -> "leads no more in epoch " + resigned.epoch();
    };
  }

  private static String of(Message.AppendReply reply) {
    String what = reply.accepted() ? "has all up to " : "refuses, may agree up to ";
    return what + of(reply.at()) + ", epoch " + reply.epoch() + ", support " + reply.support();
  }

  private static String question(Ballot ballot) {
    return switch (ballot) {
      case PRE -> "would you vote for me?";
      case VOTE -> "vote for me:";
      case TRANSFER -> "vote for me, the leader wants it:";
    };
  }

  static String of(LogPosition position) {
    return position.epoch() + "/" + position.index();
  }

  private static String of(Stretch entries) {
    if (entries.isEmpty()) {
      return "nothing behind " + of(entries.previous());
    }
    String runs = entries.runs().stream().map(EpochRun::toString).collect(Collectors.joining(" "));
    String changes =
        entries.changes().stream()
            .map(change -> ", " + change.index() + " is " + change.membership())
            .collect(Collectors.joining());
    return runs + " behind " + of(entries.previous()) + changes;
  }
}
