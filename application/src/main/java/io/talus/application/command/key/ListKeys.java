package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.GlobPattern;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.List;

/** KEYS. */
final class ListKeys implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    GlobPattern pattern = GlobPattern.of(args.get(1));
    boolean all = pattern.isStar();
    List<Bytes> keys = new ArrayList<>();
    long cursor = Scan.START;
    do {
      cursor =
          view.scan(
              cursor,
              Integer.MAX_VALUE,
              (key, type) -> {
                if (all || pattern.matches(key)) {
                  view.reserve(KeyspaceView.ITEM_BYTES + key.length());
                  keys.add(key);
                }
              });
    } while (cursor != Scan.END);
    return new Reply.Bulks(keys);
  }
}
