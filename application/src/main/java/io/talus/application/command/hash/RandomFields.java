package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.RandomSample;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import java.util.ArrayList;
import java.util.List;

/** HRANDFIELD. */
final class RandomFields implements DataCommand {
  private static final int WITH_COUNT = 3;
  private static final int WITH_VALUES = 4;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    return args.count() < WITH_COUNT ? one(args, view) : several(args, view);
  }

  private static Reply one(Arguments args, KeyspaceView view) {
    HashValue hash = view.hash(args.get(1));
    return hash == null ? Reply.NULL : Reply.bulk(hash.random(1, view.random()).getFirst().name());
  }

  private static Reply several(Arguments args, KeyspaceView view) {
    long count = RandomSample.count(args, 2);
    boolean withValues = withValues(args, count);
    HashValue hash = view.hash(args.get(1));
    if (hash == null || count == 0) {
      return Reply.EMPTY_ARRAY;
    }
    List<HashField> fields =
        RandomSample.of(view, hash.size(), hash::forEach, hash::random).draw(count, view.random());
    return withValues ? pairs(fields) : names(fields);
  }

  private static boolean withValues(Arguments args, long count) {
    if (args.count() < WITH_VALUES) {
      return false;
    }
    if (args.count() > WITH_VALUES || !args.is(3, "WITHVALUES")) {
      throw Errors.syntax();
    }
    if (count < -Long.MAX_VALUE / 2 || count > Long.MAX_VALUE / 2) {
      throw new CommandError(Errors.OUT_OF_RANGE);
    }
    return true;
  }

  private static Reply names(List<HashField> fields) {
    List<Bytes> names = new ArrayList<>(fields.size());
    for (HashField field : fields) {
      names.add(field.name());
    }
    return new Reply.Bulks(names);
  }

  private static Reply pairs(List<HashField> fields) {
    List<Reply> items = new ArrayList<>(2 * fields.size());
    for (HashField field : fields) {
      items.add(Reply.bulk(field.name()));
      items.add(Reply.bulk(field.value()));
    }
    return new Reply.Pairs(items);
  }
}
