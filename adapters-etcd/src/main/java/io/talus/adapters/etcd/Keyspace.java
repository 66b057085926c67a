package io.talus.adapters.etcd;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KeyValue;
import io.talus.application.metadata.MetadataEntry;
import java.nio.charset.StandardCharsets;

/** Our part of etcd's keys: all that begin with the cluster's prefix. */
final class Keyspace {
  private final String prefix;

  Keyspace(String cluster) {
    this.prefix = "/talus/" + cluster + "/";
  }

  ByteString key(String key) {
    return ByteString.copyFrom(prefix + key, StandardCharsets.UTF_8);
  }

  /** The first key behind all those that begin with {@code start}. */
  ByteString end(String start) {
    byte[] bytes = (prefix + start).getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 1]++; // printable ASCII: it never overflows
    return ByteString.copyFrom(bytes);
  }

  String name(ByteString key) {
    return key.toString(StandardCharsets.UTF_8).substring(prefix.length());
  }

  MetadataEntry entry(KeyValue found) {
    return new MetadataEntry(
        name(found.getKey()),
        found.getValue().toByteArray(),
        found.getModRevision(),
        found.getLease());
  }
}
