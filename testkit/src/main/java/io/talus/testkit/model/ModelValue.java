package io.talus.testkit.model;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ValueType;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a key holds. Equal if everything about it is equal. */
public sealed interface ModelValue {
  ValueType type();

  long expireAt();

  /** When the key or something in it is due. */
  default long dueAt() {
    return expireAt();
  }

  /** A string in one piece. */
  record Text(Bytes bytes, long expireAt) implements ModelValue {
    @Override
    public ValueType type() {
      return ValueType.STRING;
    }
  }

  /** What has a header. */
  sealed interface Headed extends ModelValue {
    CollectionHeader header();

    /** The same elements, not a copy, under another header. */
    Headed with(CollectionHeader header);

    @Override
    default ValueType type() {
      return header().type();
    }

    @Override
    default long expireAt() {
      return header().expireAt();
    }

    static Headed create(CollectionHeader header) {
      return switch (header.type()) {
        case STRING -> new Chunks(header, Bytes.EMPTY);
        case LIST -> new Entries(header, new TreeMap<>());
        case SET -> new Members(header, new TreeSet<>());
        case SORTED_SET -> new Scores(header, new TreeMap<>());
        case HASH -> new Fields(header, new TreeMap<>());
      };
    }
  }

  /** A string in chunks, as long as its header says. */
  record Chunks(CollectionHeader header, Bytes bytes) implements Headed {
    @Override
    public Chunks with(CollectionHeader header) {
      return new Chunks(header, bytes);
    }
  }

  /** A list by absolute position. */
  record Entries(CollectionHeader header, NavigableMap<Long, Bytes> entries) implements Headed {
    @Override
    public Entries with(CollectionHeader header) {
      return new Entries(header, entries);
    }
  }

  /** A set. */
  record Members(CollectionHeader header, NavigableSet<Bytes> members) implements Headed {
    @Override
    public Members with(CollectionHeader header) {
      return new Members(header, members);
    }
  }

  /** A sorted set by member. */
  record Scores(CollectionHeader header, NavigableMap<Bytes, Double> scores) implements Headed {
    @Override
    public Scores with(CollectionHeader header) {
      return new Scores(header, scores);
    }
  }

  /** A hash. */
  record Fields(CollectionHeader header, NavigableMap<Bytes, HashField> fields) implements Headed {
    @Override
    public Fields with(CollectionHeader header) {
      return new Fields(header, fields);
    }

    @Override
    public long dueAt() {
      long due = fields.values().stream().mapToLong(HashField::expireAt).min().orElse(Expiry.NEVER);
      return Math.min(expireAt(), due);
    }
  }
}
