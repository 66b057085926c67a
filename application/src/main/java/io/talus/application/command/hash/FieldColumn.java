package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** HKEYS and HVALS: one column of the hash, seen as a table of names and values. */
final class FieldColumn implements WalkingCommand {
  private final Function<HashField, Bytes> column;

  FieldColumn(Function<HashField, Bytes> column) {
    this.column = column;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    if (hash == null) {
      return Reply.EMPTY_ARRAY;
    }
    view.reserveItems(hash.size());
    List<Bytes> items = new ArrayList<>(Math.toIntExact(hash.size()));
    hash.forEach(field -> items.add(column.apply(field)));
    return new Reply.Bulks(items);
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    return hash == null
        ? new Walk.Done(Reply.EMPTY_ARRAY)
        : FieldReplies.walk(
            Reply.Kind.ARRAY,
            1,
            hash,
            view,
            (field, out) -> out.accept(Reply.bulk(column.apply(field))));
  }
}
