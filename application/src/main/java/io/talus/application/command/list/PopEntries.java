package io.talus.application.command.list;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ListValue;
import java.util.Locale;

/** LPOP and RPOP: takes an entry off an end, or with a count up to so many. */
final class PopEntries implements DataCommand {
  private static final int ARGUMENTS_MAX = 3;

  private final ListEnd end;

  PopEntries(ListEnd end) {
    this.end = end;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() > ARGUMENTS_MAX) {
      throw Errors.wrongArity(args.text(0).toLowerCase(Locale.ROOT));
    }
    return args.count() == ARGUMENTS_MAX ? popMany(args, view) : popOne(args.get(1), view);
  }

  private CommandOutcome popOne(Bytes key, KeyspaceView view) {
    ListValue list = view.list(key);
    if (list == null) {
      return Reply.NULL;
    }
    Reply reply = Reply.bulk(ListEdits.entryAt(list, end));
    return Change.of(reply, ListEdits.pop(key, list, end, 1));
  }

  private CommandOutcome popMany(Arguments args, KeyspaceView view) {
    long wanted = args.integer(2, 0, Long.MAX_VALUE, Errors.NOT_POSITIVE);
    Bytes key = args.get(1);
    ListValue list = view.list(key);
    if (list == null) {
      return Reply.NULL_ARRAY;
    }
    if (wanted == 0) {
      return Reply.EMPTY_ARRAY;
    }
    long count = Math.min(wanted, list.size());
    view.reserveItems(count);
    Reply reply = new Reply.Bulks(ListEdits.entriesAt(list, end, count));
    return Change.of(reply, ListEdits.pop(key, list, end, count));
  }
}
