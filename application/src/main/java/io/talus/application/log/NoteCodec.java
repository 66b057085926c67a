package io.talus.application.log;

import io.talus.application.log.LogNote.EpochEntered;
import io.talus.application.log.LogNote.Members;
import io.talus.application.log.LogNote.Replica;
import io.talus.application.log.LogNote.Replica.Reason;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** Notes as bytes; the format is in the package's documentation. Without state. */
public final class NoteCodec {
  /** A unit is never so long: its length has this bit clear. */
  private static final int NOTE = 1 << 31;

  private static final int CUT = 1;
  private static final int EPOCH = 2;
  private static final int MEMBERS = 3;
  private static final int REPLICA = 4;

  private NoteCodec() {}

  static boolean isNote(int length) {
    return (length & NOTE) != 0;
  }

  public static void write(LogNote note, ByteSink sink) {
    int lengthAt = sink.reserveU32();
    int crcAt = sink.reserveU32();
    int from = sink.length();
    sink.u8(kind(note));
    sink.varint(note.slot().table());
    sink.varint(note.slot().slot());
    switch (note) {
      case TailCut cut -> position(cut.kept(), sink);
      case EpochEntered entered -> {
        member(entered.member(), sink);
        epoch(entered.epoch(), entered.vote(), sink);
      }
      case Members members -> {
        position(members.position(), sink);
        membership(members.membership(), sink);
      }
      case Replica replica -> {
        member(replica.member(), sink);
        epoch(replica.epoch(), replica.vote(), sink);
        position(replica.start(), sink);
        membership(replica.membership(), sink);
        sink.u8(code(replica.reason()));
        if (!replica.history().isEmpty()) {
          history(replica.history(), sink);
        }
      }
    }
    sink.u32At(lengthAt, (sink.length() - crcAt) | NOTE);
    sink.u32At(crcAt, crc(sink.array(), from, sink.length()));
  }

  private static int kind(LogNote note) {
    return switch (note) {
      case TailCut ignored -> CUT;
      case EpochEntered ignored -> EPOCH;
      case Members ignored -> MEMBERS;
      case Replica ignored -> REPLICA;
    };
  }

  private static void position(LogPosition position, ByteSink sink) {
    sink.varint(position.epoch());
    sink.varint(position.index());
  }

  private static void member(MemberId member, ByteSink sink) {
    sink.varint(member.node());
    sink.varint(member.life());
  }

  private static void epoch(long epoch, Optional<MemberId> vote, ByteSink sink) {
    sink.varint(epoch);
    sink.u8(vote.isPresent() ? 1 : 0);
    vote.ifPresent(member -> member(member, sink));
  }

  private static void history(List<EpochRun> runs, ByteSink sink) {
    sink.varint(runs.size());
    for (EpochRun run : runs) {
      sink.varint(run.epoch());
      sink.varint(run.first());
      sink.varint(run.last());
    }
  }

  private static void membership(Membership membership, ByteSink sink) {
    members(membership.voters(), sink);
    members(membership.learners(), sink);
  }

  private static void members(List<MemberId> members, ByteSink sink) {
    sink.varint(members.size());
    members.forEach(member -> member(member, sink));
  }

  /**
   * Reads the note whose length, just read, was this one.
   *
   * @throws FormatException if it is damaged, or of a newer kind
   */
  static LogNote read(byte[] array, ByteSource source, int lengthRead) {
    int length = lengthRead & ~NOTE;
    ByteSource frame = source.part(length);
    int expected = frame.u32();
    int at = frame.position();
    if (crc(array, at, at + length - Integer.BYTES) != expected) {
      throw new FormatException("note at " + at + ": checksum does not match");
    }
    try {
      return note(frame, at);
    } catch (IllegalArgumentException invalid) {
      throw new FormatException("note at " + at, invalid);
    }
  }

  private static LogNote note(ByteSource frame, int at) {
    int kind = frame.u8();
    SlotId slot = new SlotId(frame.count(), frame.count());
    return switch (kind) {
      case CUT -> new TailCut(slot, position(frame));
      case EPOCH -> new EpochEntered(slot, member(frame), frame.varint(), vote(frame));
      case MEMBERS -> new Members(slot, position(frame), membership(frame));
      case REPLICA -> replica(slot, frame);
      default ->
          throw new FormatException(
              "note at %d: kind %d (expected: up to %d)".formatted(at, kind, REPLICA));
    };
  }

  private static Replica replica(SlotId slot, ByteSource frame) {
    MemberId member = member(frame);
    long epoch = frame.varint();
    Optional<MemberId> vote = vote(frame);
    LogPosition start = position(frame);
    Membership membership = membership(frame);
    Reason reason = reason(frame);
    List<EpochRun> history = frame.hasMore() ? history(frame) : List.of();
    return new Replica(slot, member, epoch, vote, start, membership, history, reason);
  }

  private static List<EpochRun> history(ByteSource frame) {
    int count = frame.elements();
    List<EpochRun> runs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      runs.add(new EpochRun(frame.varint(), frame.varint(), frame.varint()));
    }
    return runs;
  }

  private static LogPosition position(ByteSource frame) {
    return new LogPosition(frame.varint(), frame.varint());
  }

  private static MemberId member(ByteSource frame) {
    return new MemberId(frame.count(), frame.count());
  }

  private static Optional<MemberId> vote(ByteSource frame) {
    return frame.u8() == 0 ? Optional.empty() : Optional.of(member(frame));
  }

  private static Membership membership(ByteSource frame) {
    return new Membership(members(frame), members(frame));
  }

  private static List<MemberId> members(ByteSource frame) {
    int count = frame.elements();
    List<MemberId> members = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      members.add(member(frame));
    }
    return members;
  }

  private static int code(Reason reason) {
    return switch (reason) {
      case BEGINS -> 0;
      case RESTATED -> 1;
      case INSTALLS -> 2;
      case ENDS -> 3;
    };
  }

  private static Reason reason(ByteSource frame) {
    int code = frame.u8();
    for (Reason reason : Reason.values()) {
      if (code(reason) == code) {
        return reason;
      }
    }
    throw new FormatException("reason " + code + " is not known");
  }

  private static int crc(byte[] array, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(array, from, to - from);
    return (int) crc.getValue();
  }
}
