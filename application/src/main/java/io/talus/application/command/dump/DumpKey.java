package io.talus.application.command.dump;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.ListValue;
import io.talus.domain.value.SetValue;
import io.talus.domain.value.SortedSetValue;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;

/** DUMP. */
final class DumpKey implements DataCommand {
  /** Redis 5.0's: whatever is newer reads it. */
  private static final int VERSION = 9;

  /** Redis 7.4's, for what no older one can read. */
  private static final int VERSION_OF_EXPIRING_FIELDS = 12;

  /** So many entries of a list are fetched at once. */
  private static final int ENTRIES = 1000;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Value value = view.find(args.get(1));
    return value == null ? Reply.NULL : Reply.bulk(payload(view, value));
  }

  private static Bytes payload(KeyspaceView view, Value value) {
    DumpOutput out = new DumpOutput(view::reserve);
    switch (value) {
      case StringValue string -> {
        out.byteOf(DumpType.STRING);
        out.string(view.whole(string));
      }
      case ListValue list -> list(list, out);
      case SetValue set -> {
        out.byteOf(DumpType.SET);
        out.length(set.size());
        set.forEach(out::string);
      }
      case SortedSetValue sortedSet -> sortedSet(sortedSet, out);
      case HashValue hash -> {
        if (hash.nextFieldDue() != Expiry.NEVER) {
          expiringHash(hash, out);
          return out.finish(VERSION_OF_EXPIRING_FIELDS);
        }
        hash(hash, out);
      }
    }
    return out.finish(VERSION);
  }

  private static void list(ListValue list, DumpOutput out) {
    out.byteOf(DumpType.LIST);
    out.length(list.size());
    for (long from = 0; from < list.size(); from += ENTRIES) {
      list.range(from, Math.min(list.size(), from + ENTRIES)).forEach(out::string);
    }
  }

  /** The highest first, as Redis does: it builds its structure from the tail. */
  private static void sortedSet(SortedSetValue sortedSet, DumpOutput out) {
    out.byteOf(DumpType.SORTED_SET);
    out.length(sortedSet.size());
    sortedSet.forEachReverse(
        0,
        sortedSet.size(),
        member -> {
          out.string(member.member());
          out.littleEndian(Double.doubleToRawLongBits(member.score()), Double.BYTES);
        });
  }

  private static void hash(HashValue hash, DumpOutput out) {
    out.byteOf(DumpType.HASH);
    out.length(hash.size());
    hash.forEach(
        field -> {
          out.string(field.name());
          out.string(field.value());
        });
  }

  private static void expiringHash(HashValue hash, DumpOutput out) {
    long first = hash.nextFieldDue();
    out.byteOf(DumpType.HASH_EXPIRING);
    out.littleEndian(first, Long.BYTES);
    out.length(hash.size());
    hash.forEach(
        field -> {
          out.length(due(field, first));
          out.string(field.name());
          out.string(field.value());
        });
  }

  /** Relative to the first that is due, plus one; 0 for never. */
  private static long due(HashField field, long first) {
    return field.expireAt() == Expiry.NEVER ? 0 : field.expireAt() - first + 1;
  }
}
