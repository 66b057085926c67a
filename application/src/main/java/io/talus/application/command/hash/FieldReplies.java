package io.talus.application.command.hash;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import org.jspecify.annotations.Nullable;

/** How the values of fields are answered. */
final class FieldReplies {
  private FieldReplies() {}

  static Reply value(@Nullable HashValue hash, Bytes name) {
    return value(hash == null ? null : hash.field(name));
  }

  static Reply value(@Nullable HashField field) {
    return field == null ? Reply.NULL : Reply.bulk(field.value());
  }
}
