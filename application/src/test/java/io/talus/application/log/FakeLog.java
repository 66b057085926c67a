package io.talus.application.log;

import io.talus.application.port.Binlog;
import io.talus.application.port.SlotStatus;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.slot.SlotId;
import io.talus.domain.value.Expiry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A log in memory that is synced at once; each unit is a block. */
final class FakeLog implements Binlog {
  private static final long BYTES_OF_A_BLOCK = 100;

  private final List<byte[]> blocks = new ArrayList<>();
  long retained;

  /** Appends a unit that puts a key. */
  void put(SlotId slot, long epoch, long index) {
    ByteSink sink = new ByteSink(64);
    RecordCodec codec = new RecordCodec();
    int begin = codec.beginUnit(sink);
    codec.write(
        slot.table(),
        slot.slot(),
        1,
        new SlotStatus(new LogPosition(epoch, index), 0, index, 0, 1),
        List.of(new PutString(Bytes.of("key"), Bytes.of("v"), Expiry.NEVER, Expiry.NEVER)),
        sink);
    codec.endUnit(sink, begin);
    append(sink.array(), sink.length());
  }

  /** Appends a cut. */
  TailCut cut(SlotId slot, long epoch, long index) {
    TailCut cut = new TailCut(slot, new LogPosition(epoch, index));
    ByteSink sink = new ByteSink(64);
    NoteCodec.write(cut, sink);
    append(sink.array(), sink.length());
    return cut;
  }

  @Override
  public long firstBlock() {
    return 1;
  }

  @Override
  public long lastBlock() {
    return blocks.size();
  }

  @Override
  public long syncedBlock() {
    return blocks.size();
  }

  @Override
  public void append(byte[] units, int length) {
    blocks.add(Arrays.copyOf(units, length));
  }

  @Override
  public void sync() {
    // All of it is.
  }

  @Override
  public void markSynced() {
    // Nobody opens it again.
  }

  @Override
  public long bytesAfter(long block) {
    return (lastBlock() - block) * BYTES_OF_A_BLOCK;
  }

  @Override
  public BlockReader read(long firstBlock) {
    return new Reader(firstBlock);
  }

  @Override
  public void retain(long block) {
    retained = block;
  }

  @Override
  public void close() {
    // There is nothing to give back.
  }

  private final class Reader implements BlockReader {
    private long next;

    Reader(long firstBlock) {
      next = firstBlock;
    }

    @Override
    public boolean next(long lastBlock) {
      boolean isThere = next <= lastBlock;
      next += isThere ? 1 : 0;
      return isThere;
    }

    @Override
    public long block() {
      return next - 1;
    }

    @Override
    public byte[] units() {
      return blocks.get((int) block() - 1);
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public int length() {
      return units().length;
    }

    @Override
    public void close() {
      // There is nothing to give back.
    }
  }
}
