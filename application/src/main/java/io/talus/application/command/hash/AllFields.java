package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;

/** HGETALL. */
final class AllFields implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    if (hash == null) {
      return new Reply.Map(List.of());
    }
    view.reserveItems(2 * hash.size());
    List<Reply> items = new ArrayList<>(Math.toIntExact(2 * hash.size()));
    hash.forEach(
        field -> {
          items.add(Reply.bulk(field.name()));
          items.add(Reply.bulk(field.value()));
        });
    return new Reply.Map(items);
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    return hash == null
        ? new Walk.Done(new Reply.Map(List.of()))
        : FieldReplies.walk(
            Reply.Kind.MAP,
            2,
            hash,
            view,
            (field, out) -> {
              out.accept(Reply.bulk(field.name()));
              out.accept(Reply.bulk(field.value()));
            });
  }
}
