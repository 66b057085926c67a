package io.talus.application.command.dump;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.value.Expiry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads the payload of RESTORE. */
final class DumpReader {
  /** The newest format that is understood, Redis 7.4's. */
  private static final int VERSION_MAX = 12;

  private static final int FOOTER_BYTES = Short.BYTES + Long.BYTES;
  private static final int PLAIN_NODE = 1;

  private final DumpInput in;

  private DumpReader(DumpInput in) {
    this.in = in;
  }

  /** Whether the version is known and the checksum is right. */
  static boolean isSound(Bytes payload) {
    if (payload.length() < FOOTER_BYTES + 1) {
      return false;
    }
    int crcAt = payload.length() - Long.BYTES;
    DumpInput footer = new DumpInput(payload.array(), crcAt - Short.BYTES, payload.length());
    int version = footer.unsignedByte() | footer.unsignedByte() << Byte.SIZE;
    return version <= VERSION_MAX && footer.int64() == Crc64.of(payload.array(), 0, crcAt);
  }

  /**
   * Reads a sound payload.
   *
   * @throws BadDump if it is not what it should be all the same
   */
  static Restored read(Bytes payload) {
    DumpInput in = new DumpInput(payload.array(), 0, payload.length() - FOOTER_BYTES);
    Restored restored = new DumpReader(in).value();
    if (in.remaining() > 0) {
      throw new BadDump("%d bytes behind the value".formatted(in.remaining()));
    }
    return restored;
  }

  private Restored value() {
    int type = in.unsignedByte();
    return switch (type) {
      case DumpType.STRING -> new Restored.Text(in.string());
      case DumpType.LIST -> entries(strings());
      case DumpType.LIST_ZIPLIST -> entries(Compact.ziplist(in.string()));
      case DumpType.LIST_QUICKLIST -> entries(quicklist());
      case DumpType.LIST_QUICKLIST_2 -> entries(quicklistOfListpacks());
      case DumpType.SET -> members(strings());
      case DumpType.SET_INTSET -> members(Compact.intset(in.string()));
      case DumpType.SET_LISTPACK -> members(Compact.listpack(in.string()));
      case DumpType.SORTED_SET_TEXT -> scores(true);
      case DumpType.SORTED_SET -> scores(false);
      case DumpType.SORTED_SET_ZIPLIST -> scores(Compact.ziplist(in.string()));
      case DumpType.SORTED_SET_LISTPACK -> scores(Compact.listpack(in.string()));
      case DumpType.HASH -> fields(false);
      case DumpType.HASH_EXPIRING -> fields(true);
      case DumpType.HASH_ZIPLIST -> fields(Compact.ziplist(in.string()));
      case DumpType.HASH_LISTPACK -> fields(Compact.listpack(in.string()));
      default -> throw new BadDump("type: " + type);
    };
  }

  private List<Bytes> strings() {
    int count = in.count(1);
    List<Bytes> strings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      strings.add(in.string());
    }
    return strings;
  }

  private List<Bytes> quicklist() {
    List<Bytes> entries = new ArrayList<>();
    for (int nodes = in.count(1); nodes > 0; nodes--) {
      entries.addAll(Compact.ziplist(in.string()));
    }
    return entries;
  }

  private List<Bytes> quicklistOfListpacks() {
    List<Bytes> entries = new ArrayList<>();
    for (int nodes = in.count(2); nodes > 0; nodes--) {
      boolean plain = in.length() == PLAIN_NODE;
      Bytes node = in.string();
      if (plain) {
        entries.add(node);
      } else {
        entries.addAll(Compact.listpack(node));
      }
    }
    return entries;
  }

  private static Restored entries(List<Bytes> entries) {
    requireSome(entries);
    return new Restored.Entries(entries);
  }

  private static Restored members(List<Bytes> members) {
    requireSome(members);
    requireDistinct(members, 1);
    return new Restored.Members(members);
  }

  private Restored scores(boolean asText) {
    int count = in.count(2);
    List<ScoreChange> scores = new ArrayList<>(count);
    Set<Bytes> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      Bytes member = in.string();
      double score = asText ? in.textScore() : in.float64();
      if (Double.isNaN(score) || !seen.add(member)) {
        throw new BadDump("member: %s with score %s".formatted(member.latin1(), score));
      }
      scores.add(ScoreChange.added(member, score));
    }
    return new Restored.Scores(scores);
  }

  private static Restored scores(List<Bytes> pairs) {
    requireDistinct(pairs, 2);
    List<ScoreChange> scores = new ArrayList<>(pairs.size() / 2);
    for (int i = 0; i < pairs.size(); i += 2) {
      scores.add(ScoreChange.added(pairs.get(i), Compact.score(pairs.get(i + 1))));
    }
    return new Restored.Scores(scores);
  }

  private Restored fields(boolean expiring) {
    long first = expiring ? in.int64() : 0;
    int count = in.count(2);
    List<FieldChange> fields = new ArrayList<>(count);
    Set<Bytes> seen = new HashSet<>();
    for (int i = 0; i < count; i++) {
      long due = expiring ? in.length() : 0;
      Bytes name = in.string();
      if (due < 0 || !seen.add(name)) {
        throw new BadDump("field: " + name.latin1());
      }
      long expireAt = due == 0 ? Expiry.NEVER : first + due - 1;
      fields.add(new FieldChange(name, in.string(), expireAt, Expiry.NEVER));
    }
    return new Restored.Fields(fields);
  }

  private static Restored fields(List<Bytes> pairs) {
    requireDistinct(pairs, 2);
    List<FieldChange> fields = new ArrayList<>(pairs.size() / 2);
    for (int i = 0; i < pairs.size(); i += 2) {
      fields.add(FieldChange.of(pairs.get(i), pairs.get(i + 1)));
    }
    return new Restored.Fields(fields);
  }

  private static void requireSome(List<Bytes> elements) {
    if (elements.isEmpty()) {
      throw new BadDump("no elements");
    }
  }

  /** Of every {@code step} elements the first is a name, which must not come twice. */
  private static void requireDistinct(List<Bytes> elements, int step) {
    requireSome(elements);
    if (elements.size() % step != 0) {
      throw new BadDump("elements: " + elements.size());
    }
    Set<Bytes> seen = new HashSet<>();
    for (int i = 0; i < elements.size(); i += step) {
      if (!seen.add(elements.get(i))) {
        throw new BadDump("twice: " + elements.get(i).latin1());
      }
    }
  }
}
