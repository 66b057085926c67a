package io.talus.application.forward;

import io.talus.application.forward.CallRequest.Client;
import io.talus.application.forward.CallRequest.Forget;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.CallRequest.More;
import io.talus.application.forward.CallRequest.Run;
import io.talus.application.forward.CallRequest.Unblock;
import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls as bytes: a version, a kind, and the fields in the order of the records. Numbers are
 * varints, texts and arguments have their length before them.
 *
 * <p>A set of slots is the number of its ranges, then for each the slots left out before it and
 * those in it.
 */
final class CallCodec {
  static final int VERSION = 1;

  private static final int RUN = 1;
  private static final int MORE = 2;
  private static final int UNBLOCK = 3;
  private static final int FORGET = 4;
  private static final Mode[] MODES = Mode.values();

  private CallCodec() {}

  /**
   * The bytes, in an array of their own.
   *
   * @param sink empty; they are written there first
   */
  static byte[] encode(CallRequest request, ByteSink sink) {
    sink.u8(VERSION);
    switch (request) {
      case Run run -> write(run, sink);
      case More(long call, int bytes) -> {
        sink.u8(MORE);
        sink.varint(call);
        sink.varint(bytes);
      }
      case Unblock(long call, String error) -> {
        sink.u8(UNBLOCK);
        sink.varint(call);
        sink.u8(error == null ? 0 : 1);
        if (error != null) {
          sink.bytes(Bytes.of(error));
        }
      }
      case Forget(long client) -> {
        sink.u8(FORGET);
        sink.varint(client);
      }
    }
    return Arrays.copyOf(sink.array(), sink.length());
  }

  private static void write(Run run, ByteSink sink) {
    sink.u8(RUN);
    sink.varint(run.client().id());
    sink.bytes(run.client().name());
    sink.bytes(run.client().address());
    sink.varint(run.table());
    sink.varint(run.slot());
    sink.varint(run.epoch());
    writeSlots(run.scope(), sink);
    int modes = 0;
    for (Mode mode : run.modes()) {
      modes |= mode.bit();
    }
    sink.u8(modes);
    sink.varint(run.since());
    sink.varint(run.watch());
    sink.varint(run.blockMillis());
    sink.varint(run.waitMillis());
    sink.varint(run.commands().size());
    for (int i = 0; i < run.commands().size(); i++) {
      List<Bytes> command = run.commands().get(i);
      sink.varint(command.size());
      for (int j = 0; j < command.size(); j++) {
        sink.bytes(command.get(j));
      }
    }
  }

  private static void writeSlots(@Nullable BitSet slots, ByteSink sink) {
    if (slots == null) {
      sink.varint(0);
      return;
    }
    int ranges = 0;
    for (int at = slots.nextSetBit(0); at >= 0; at = slots.nextSetBit(slots.nextClearBit(at))) {
      ranges++;
    }
    sink.varint(ranges);
    int end = 0;
    for (int at = slots.nextSetBit(0); at >= 0; at = slots.nextSetBit(end)) {
      sink.varint(at - end);
      end = slots.nextClearBit(at);
      sink.varint(end - at);
    }
  }

  /**
   * Reads what {@link #encode} has written.
   *
   * @throws FormatException if it is something else, or of another version
   */
  static CallRequest decode(byte[] bytes) {
    return decode(bytes, id -> null);
  }

  /**
   * The same.
   *
   * @param known how clients were described before, by their ids: most are described as they were
   */
  static CallRequest decode(byte[] bytes, LongFunction<@Nullable Client> known) {
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    int version = source.u8();
    if (version != VERSION) {
      throw new FormatException("version of a call: " + version + " (expected: " + VERSION + ")");
    }
    int kind = source.u8();
    CallRequest request =
        switch (kind) {
          case RUN -> readRun(source, known);
          case MORE -> new More(source.varint(), source.count());
          case UNBLOCK ->
              new Unblock(source.varint(), source.u8() == 0 ? null : ReplyCodec.text(source));
          case FORGET -> new Forget(source.varint());
          default -> throw new FormatException("kind of a call: " + kind);
        };
    ReplyCodec.requireEnd(source);
    return request;
  }

  private static Run readRun(ByteSource source, LongFunction<@Nullable Client> known) {
    return new Run(
        readClient(source, known),
        source.count(),
        source.count(),
        source.varint(),
        readSlots(source),
        readModes(source.u8()),
        source.varint(),
        source.varint(),
        source.varint(),
        source.varint(),
        readCommands(source));
  }

  private static Client readClient(ByteSource source, LongFunction<@Nullable Client> known) {
    long id = source.varint();
    Client before = known.apply(id);
    if (before == null) {
      return new Client(id, source.bytes(), source.bytes());
    }
    Bytes name = source.bytes(before.name());
    Bytes address = source.bytes(before.address());
    return before.name().equals(name) && before.address().equals(address)
        ? before
        : new Client(id, name, address);
  }

  private static @Nullable BitSet readSlots(ByteSource source) {
    int ranges = source.elements();
    if (ranges == 0) {
      return null;
    }
    BitSet slots = new BitSet();
    int end = 0;
    for (int i = 0; i < ranges; i++) {
      int from = end + ReplyCodec.slots(source);
      end = from + ReplyCodec.slots(source);
      slots.set(from, end);
    }
    return slots;
  }

  private static Set<Mode> readModes(int bits) {
    if (bits == 0) {
      return Set.of();
    }
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    for (Mode mode : MODES) {
      if ((bits & mode.bit()) != 0) {
        modes.add(mode);
      }
    }
    return modes;
  }

  private static List<List<Bytes>> readCommands(ByteSource source) {
    int count = source.elements();
    List<List<Bytes>> commands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int arguments = source.elements();
      if (arguments == 0) {
        throw new FormatException("a command without a name, before " + source.position());
      }
      List<Bytes> command = new ArrayList<>(arguments);
      for (int j = 0; j < arguments; j++) {
        command.add(source.bytes());
      }
      commands.add(command);
    }
    if (commands.isEmpty()) {
      throw new FormatException("a call without a command, before " + source.position());
    }
    return commands;
  }
}
