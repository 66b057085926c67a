package io.talus.adapters.replication.wire;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.SlotMessage;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.MembershipEntry;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.support.Heartbeat;
import io.talus.domain.replication.support.HeartbeatReply;
import io.talus.domain.replication.support.SupportEpoch;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Messages of every kind, with values from everywhere. */
final class RandomMessages {
  private final RandomGenerator random;

  RandomMessages(RandomGenerator random) {
    this.random = random;
  }

  PeerMessage next() {
    return switch (random.nextInt(10)) {
      case 0 -> new PeerMessage.Beat(new Heartbeat(node(), node(), number(), number()));
      case 1 ->
          new PeerMessage.BeatReply(
              new HeartbeatReply(node(), node(), number(), number(), support()));
      case 2 -> new PeerMessage.Call(number(), bytes());
      case 3 -> new PeerMessage.Answer(number(), bytes(), random.nextBoolean());
      case 4 -> new PeerMessage.Cancel(number());
      case 5 -> new PeerMessage.Question(number(), "topic " + node(), bytes());
      case 6 -> new PeerMessage.QuestionReply(number(), random.nextBoolean(), bytes());
      case 7 ->
          new PeerMessage.SnapshotPiece(
              slot(), member(), member(), number(), count(), bytes(), random.nextBoolean());
      case 8 ->
          new PeerMessage.SnapshotProgress(
              slot(),
              member(),
              member(),
              number(),
              count(),
              one(PeerMessage.SnapshotProgress.State.values()));
      default ->
          new PeerMessage.Slots(
              Stream.generate(this::slotMessage).limit(random.nextInt(5)).toList());
    };
  }

  private SlotMessage slotMessage() {
    Message message = message();
    long records = message instanceof Message.Append append ? append.entries().size() : 0;
    return new SlotMessage(slot(), message, Stream.generate(this::bytes).limit(records).toList());
  }

  private Message message() {
    MemberId from = member();
    MemberId to = member();
    long epoch = count();
    return switch (random.nextInt(9)) {
      case 0 -> new Message.Append(from, to, epoch, stretch(), count(), number(), support());
      case 1 ->
          new Message.AppendReply(
              from, to, epoch, random.nextBoolean(), position(), count(), number(), support());
      case 2 -> new Message.VoteRequest(from, to, epoch, position(), one(Ballot.values()));
      case 3 -> new Message.VoteReply(from, to, epoch, one(Ballot.values()), random.nextBoolean());
      case 4 ->
          new Message.Snapshot(
              from, to, epoch, position(), membership(), stretch().runs(), diverged());
      case 5 -> new Message.TimeoutNow(from, to, epoch);
      case 6 -> new Message.Adopted(from, to, epoch, position());
      case 7 -> new Message.Appointed(from, to, epoch);
      default -> new Message.Resigned(from, to, epoch);
    };
  }

  private Stretch stretch() {
    LogPosition previous = position();
    List<EpochRun> runs = new ArrayList<>();
    List<MembershipEntry> changes = new ArrayList<>();
    long next = previous.index() + 1;
    for (int i = random.nextInt(4); i > 0; i--) {
      long last = next + random.nextInt(4);
      runs.add(new EpochRun(1 + count(), next, last));
      if (random.nextBoolean()) {
        changes.add(new MembershipEntry(last, membership()));
      }
      next = last + 1;
    }
    return new Stretch(previous, runs, changes);
  }

  private Optional<LogPosition> diverged() {
    return random.nextBoolean() ? Optional.empty() : Optional.of(position());
  }

  private Membership membership() {
    int voters = random.nextInt(4);
    int learners = random.nextInt(3);
    int life = 1 + random.nextInt(100);
    return new Membership(
        IntStream.rangeClosed(1, voters).mapToObj(node -> new MemberId(node, life)).toList(),
        IntStream.rangeClosed(10, 9 + learners)
            .mapToObj(node -> new MemberId(node, life))
            .toList());
  }

  private SlotId slot() {
    return new SlotId(random.nextInt(Integer.MAX_VALUE), random.nextInt(16384));
  }

  private MemberId member() {
    return new MemberId(node(), 1 + random.nextInt(10));
  }

  private int node() {
    return 1 + random.nextInt(Integer.MAX_VALUE - 1);
  }

  private SupportEpoch support() {
    return random.nextInt(4) == 0 ? SupportEpoch.NONE : new SupportEpoch(number(), number());
  }

  private LogPosition position() {
    return random.nextInt(4) == 0 ? LogPosition.NONE : new LogPosition(count(), count());
  }

  /** Small or large, and never below 0. */
  private long count() {
    return random.nextBoolean() ? random.nextInt(100) : random.nextLong(Long.MAX_VALUE / 2);
  }

  private long number() {
    return random.nextBoolean() ? random.nextLong() : random.nextInt(100);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return bytes;
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
