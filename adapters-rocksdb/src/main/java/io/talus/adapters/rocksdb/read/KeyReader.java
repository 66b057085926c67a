package io.talus.adapters.rocksdb.read;

import io.talus.adapters.rocksdb.engine.Database;
import io.talus.adapters.rocksdb.engine.Reads;
import io.talus.adapters.rocksdb.layout.Family;
import io.talus.adapters.rocksdb.layout.HeaderLayout;
import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.adapters.rocksdb.layout.SlotPrefix;
import io.talus.application.port.Loaded;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.StoreException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.ValueType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole keys.
 *
 * <p>Header and elements are read one after the other while batches may be applied. So the header
 * is read again afterwards: if it has changed the reading is repeated. That is cheaper than a
 * snapshot, which would also have to hold up the compaction filter.
 */
public final class KeyReader {
  /** A key would have to change this often while it is read: then something else is wrong. */
  private static final int ATTEMPTS_MAX = 100;

  private final Reads reads;
  private final ContentsReader contents;
  private final long wholeBytesMax;

  /**
   * Read on a loop, no key may hold up others for more than some hundred microseconds; a larger one
   * is for a reader's thread.
   */
  private static final long IN_MEMORY_BYTES_MAX = 256 * 1024;

  /** What is read at once leaves room for what the command makes of it. */
  private static final int PARTS_OF_ANSWER = 4;

  /**
   * @param answerBytesMax the most of the heap that an answer may take; a collection or string that
   *     would take more than a quarter stays where it is
   */
  public KeyReader(Reads reads, long answerBytesMax) {
    this.wholeBytesMax = answerBytesMax / PARTS_OF_ANSWER;
    this.reads = reads;
    this.contents = new ContentsReader(reads);
  }

  /** See {@link io.talus.application.port.SlotStore#load}. */
  public Loaded load(SlotAddress address, Bytes key, ReadTier tier, int limit) {
    SlotPrefix slot = SlotPrefix.of(address);
    byte[] header = header(slot, key, tier);
    for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
      if (header == null) {
        return Loaded.ABSENT;
      }
      if (Database.isNotInMemory(header)) {
        return Loaded.NOT_IN_MEMORY;
      }
      if (!HeaderLayout.isCollection(header)) {
        return whole(string(key, header));
      }
      CollectionHeader collection = HeaderLayout.collection(header);
      if (elements(collection) > limit) {
        return new Loaded.Large(collection);
      }
      AnswerRoom room = room(tier);
      List<Mutation> read = contents.read(slot, key, collection, tier, room);
      byte[] headerNow = header(slot, key, tier);
      if (Arrays.equals(header, headerNow)) {
        return room.isExceeded() && tier == ReadTier.DISK
            ? new Loaded.Large(collection)
            : whole(read, tier, address, collection);
      }
      header = headerNow;
    }
    throw new StoreException(
        "%s: %s of %s changes faster than it can be read"
            .formatted(reads.folder(), key.latin1(), address));
  }

  private AnswerRoom room(ReadTier tier) {
    return new AnswerRoom(
        tier == ReadTier.MEMORY ? Math.min(IN_MEMORY_BYTES_MAX, wholeBytesMax) : wholeBytesMax);
  }

  /** As {@link Database#getInMemory} answers. */
  private byte @Nullable [] header(SlotPrefix slot, Bytes key, ReadTier tier) {
    LayoutSink sink = new LayoutSink(SlotPrefix.LENGTH + Integer.BYTES + key.length());
    HeaderLayout.key(sink, slot, key);
    return tier == ReadTier.MEMORY
        ? reads.getInMemory(Family.HEADERS, sink)
        : reads.getOnce(Family.HEADERS, sink);
  }

  private static List<Mutation> string(Bytes key, byte[] header) {
    long expireAt = HeaderLayout.expireAt(header);
    return List.of(new PutString(key, HeaderLayout.string(header), expireAt, Expiry.NEVER));
  }

  private static Loaded whole(List<Mutation> contents) {
    return new Loaded.Whole(contents);
  }

  private Loaded whole(
      @Nullable List<Mutation> read, ReadTier tier, SlotAddress address, CollectionHeader header) {
    if (read != null) {
      return whole(read);
    }
    if (tier == ReadTier.MEMORY) {
      return Loaded.NOT_IN_MEMORY;
    }
    throw new StoreException(
        "%s: %s of %s lacks elements".formatted(reads.folder(), header, address));
  }

  /** Elements; of a string, pieces as long as the longest that is not in chunks. */
  private static long elements(CollectionHeader header) {
    return header.type() == ValueType.STRING
        ? Math.ceilDiv(header.size(), StringValue.INLINE_BYTES_MAX)
        : header.size();
  }
}
