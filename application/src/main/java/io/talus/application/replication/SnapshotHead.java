package io.talus.application.replication;

import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first piece of a slot's snapshot, as it travels between replicas: what a replica has to know
 * that the store does not. The pieces of {@link io.talus.application.snapshot.SlotExport} follow.
 *
 * @param epoch in which the sender leads
 * @param position the last unit that the snapshot covers
 * @param membership who belonged to the group there
 * @param history the epochs of the sender's log
 * @param diverged up to where the receiver has committed what the sender does not have
 */
record SnapshotHead(
    long epoch,
    LogPosition position,
    Membership membership,
    List<EpochRun> history,
    Optional<LogPosition> diverged) {
  private static final int VERSION = 2;

  byte[] encode() {
    ByteSink sink = new ByteSink(64);
    sink.u8(VERSION);
    sink.varint(epoch);
    position(position, sink);
    members(membership.voters(), sink);
    members(membership.learners(), sink);
    sink.varint(history.size());
    for (EpochRun run : history) {
      sink.varint(run.epoch());
      sink.varint(run.first());
      sink.varint(run.last());
    }
    sink.u8(diverged.isPresent() ? 1 : 0);
    diverged.ifPresent(committed -> position(committed, sink));
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static void position(LogPosition position, ByteSink sink) {
    sink.varint(position.epoch());
    sink.varint(position.index());
  }

  private static LogPosition position(ByteSource source) {
    return new LogPosition(source.varint(), source.varint());
  }

  private static void members(List<MemberId> members, ByteSink sink) {
    sink.varint(members.size());
    for (MemberId member : members) {
      sink.varint(member.node());
      sink.varint(member.life());
    }
  }

  /**
   * Reads what was encoded.
   *
   * @throws FormatException if it is of a version that is not known, or damaged
   */
  static SnapshotHead decode(byte[] bytes) {
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    int version = source.u8();
    if (version != VERSION) {
      throw new FormatException(
          "head of a snapshot: version " + version + " (expected: " + VERSION + ")");
    }
    try {
      SnapshotHead head =
          new SnapshotHead(
              source.varint(),
              position(source),
              new Membership(members(source), members(source)),
              history(source),
              source.u8() == 0 ? Optional.empty() : Optional.of(position(source)));
      if (source.hasMore()) {
        throw new FormatException("head of a snapshot: bytes are left");
      }
      return head;
    } catch (IllegalArgumentException invalid) {
      throw new FormatException("head of a snapshot", invalid);
    }
  }

  private static List<EpochRun> history(ByteSource source) {
    int count = source.elements();
    List<EpochRun> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(new EpochRun(source.varint(), source.varint(), source.varint()));
    }
    return runs;
  }

  private static List<MemberId> members(ByteSource source) {
    int count = source.elements();
    List<MemberId> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(new MemberId(source.count(), source.count()));
    }
    return members;
  }
}
