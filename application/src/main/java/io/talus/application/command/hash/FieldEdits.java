package io.talus.application.command.hash;

import io.talus.application.command.Change;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import org.jspecify.annotations.Nullable;

/** What one command does to the fields of a hash; its outcome names each field once. */
sealed interface FieldEdits permits FieldChanges, FieldDrops {
  /** The field as the edits so far leave it, or null if there is none. */
  @Nullable HashField field(Bytes name);

  /** Gives an existing field an expiry: one that has passed removes it. */
  void expire(HashField field, long expireAt);

  /** The reply with the mutation, or without one if nothing was edited. */
  Change outcome(Reply reply);

  /** Edits for a command that gives all its fields this expiry. */
  static FieldEdits expiring(
      KeyspaceView view, Bytes key, @Nullable HashValue hash, long expireAt) {
    return Expiry.isDue(expireAt, view.nowMillis())
        ? new FieldDrops(key, hash)
        : new FieldChanges(view, key, hash);
  }
}
