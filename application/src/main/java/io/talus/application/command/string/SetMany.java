package io.talus.application.command.string;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** MSET and MSETNX. */
final class SetMany implements DataCommand {
  private final boolean onlyIfAbsent;

  SetMany(boolean onlyIfAbsent) {
    this.onlyIfAbsent = onlyIfAbsent;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() % 2 == 0) {
      throw Errors.wrongArity(args.text(0).toLowerCase(Locale.ROOT));
    }
    if (onlyIfAbsent && anyExists(args, view)) {
      return Reply.integer(0);
    }
    Reply done = onlyIfAbsent ? Reply.integer(1) : Reply.OK;
    return new Change(done, mutations(lastValues(args), view));
  }

  private static boolean anyExists(Arguments args, KeyspaceView view) {
    for (int i = 1; i < args.count(); i += 2) {
      if (view.find(args.get(i)) != null) {
        return true;
      }
    }
    return false;
  }

  /** The last value given counts: a mutation names what was there before the command. */
  private static Map<Bytes, Bytes> lastValues(Arguments args) {
    Map<Bytes, Bytes> values = LinkedHashMap.newLinkedHashMap(args.count() / 2);
    for (int i = 1; i < args.count(); i += 2) {
      values.put(args.get(i), args.get(i + 1));
    }
    return values;
  }

  private static List<Mutation> mutations(Map<Bytes, Bytes> values, KeyspaceView view) {
    List<Mutation> mutations = new ArrayList<>(values.size());
    int large = 0;
    for (Map.Entry<Bytes, Bytes> entry : values.entrySet()) {
      Bytes key = entry.getKey();
      Bytes value = entry.getValue();
      Value before = view.find(key);
      if (value.length() <= StringValue.INLINE_BYTES_MAX) {
        mutations.addAll(StringMutations.putWhole(key, before, value, Expiry.NEVER));
      } else {
        long id = view.nextCollectionId(key) + large++;
        mutations.addAll(StringMutations.putChunks(id, key, before, value, Expiry.NEVER));
      }
    }
    return mutations;
  }
}
