package io.talus.application.command.sortedset;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.FloatingPoint;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.ScanOptions;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import io.talus.domain.value.SortedSetValue;
import java.util.ArrayList;
import java.util.List;

/** ZSCAN. */
final class ScanScores implements DataCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long cursor = ScanOptions.cursor(args, 2);
    SortedSetValue set = view.sortedSet(args.get(1));
    if (set == null) {
      return ScanOptions.reply(Scan.END, Reply.EMPTY_ARRAY);
    }
    ScanOptions options = ScanOptions.ofElements(args, 3);
    List<Bytes> found = new ArrayList<>();
    long next =
        set.scan(
            cursor,
            options.count(),
            each -> {
              if (options.matches(each.member())) {
                found.add(each.member());
                found.add(Bytes.of(FloatingPoint.format(each.score())));
              }
            });
    return ScanOptions.reply(next, new Reply.Bulks(found));
  }
}
