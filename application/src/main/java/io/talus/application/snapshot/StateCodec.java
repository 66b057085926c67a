package io.talus.application.snapshot;

import io.talus.application.log.ByteSink;
import io.talus.application.log.ByteSource;
import io.talus.application.log.FormatException;
import io.talus.application.port.Overwritten;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotState;
import io.talus.application.port.SlotStatus;
import io.talus.domain.log.LogPosition;

/** The payload of the first piece. */
final class StateCodec {
  private StateCodec() {}

  static void write(SlotState state, ByteSink sink) {
    sink.varint(state.address().table());
    sink.varint(state.address().slot());
    sink.varint(state.address().incarnation());
    sink.varint(state.status().position().epoch());
    sink.varint(state.status().position().index());
    sink.varint(state.status().slotTimeMillis());
    sink.varint(state.status().keys());
    sink.varint(state.status().expiringKeys());
    sink.varint(state.status().nextCollectionId());
    sink.varint(state.overwritten().keys());
    sink.varint(state.overwritten().expiringKeys());
  }

  /** Reads what was written, and nothing may follow. */
  static SlotState read(byte[] payload) {
    ByteSource source = new ByteSource(payload, 0, payload.length);
    SlotAddress address = new SlotAddress(source.count(), source.count(), source.varint());
    SlotStatus status =
        new SlotStatus(
            new LogPosition(source.varint(), source.varint()),
            source.varint(),
            source.varint(),
            source.varint(),
            source.varint());
    Overwritten overwritten = new Overwritten(source.varint(), source.varint());
    if (source.hasMore()) {
      throw new FormatException("head of a slot: bytes are left");
    }
    return new SlotState(address, status, overwritten);
  }
}
