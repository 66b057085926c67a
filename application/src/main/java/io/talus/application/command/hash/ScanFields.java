package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.ScanOptions;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.List;

/** HSCAN. */
final class ScanFields implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long cursor = ScanOptions.cursor(args, 2);
    HashValue hash = view.hash(args.get(1));
    if (hash == null) {
      return ScanOptions.reply(Scan.END, Reply.EMPTY_ARRAY);
    }
    ScanOptions options = ScanOptions.ofFields(args, 3);
    List<Bytes> found = new ArrayList<>();
    long next =
        hash.scan(
            cursor,
            options.count(),
            field -> {
              if (options.matches(field.name())) {
                found.add(field.name());
                if (options.values()) {
                  found.add(field.value());
                }
              }
            });
    return ScanOptions.reply(next, new Reply.Bulks(found));
  }
}
