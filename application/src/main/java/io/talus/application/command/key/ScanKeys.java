package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.ScanOptions;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;

/** SCAN. */
final class ScanKeys implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long cursor = ScanOptions.cursor(args, 1);
    ScanOptions options = ScanOptions.ofKeys(args, 2);
    List<Bytes> keys = new ArrayList<>();
    long next =
        view.scan(
            cursor,
            options.count(),
            (key, type) -> {
              if (options.matches(type) && options.matches(key)) {
                keys.add(key);
              }
            });
    return ScanOptions.reply(next, new Reply.Bulks(keys));
  }
}
