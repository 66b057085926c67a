package io.talus.application.command.hash;

import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pull;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How the values of fields are answered. */
final class FieldReplies {
  private FieldReplies() {}

  /**
   * A reply with some items for each field. If some may be due, nobody knows how many are not.
   *
   * @param items how many for each
   */
  static Walk walk(
      Reply.Kind kind,
      int items,
      HashValue hash,
      KeyspaceView view,
      BiConsumer<HashField, Consumer<Reply>> replies) {
    long now = view.nowMillis();
    Supplier<Pull<Reply>> all = () -> Pulls.flat(Pulls.fields(hash, now), replies);
    return hash.nextFieldDue() <= now
        ? new Walk.Counted(kind, all)
        : new Walk.Listed(kind, items * hash.size(), all.get());
  }

  static Reply value(@Nullable HashValue hash, Bytes name) {
    return value(hash == null ? null : hash.field(name));
  }

  static Reply value(@Nullable HashField field) {
    return field == null ? Reply.NULL : Reply.bulk(field.value());
  }
}
