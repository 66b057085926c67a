package io.talus.application.command.dump;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.List;

/** RESTORE. How idle or how often used the key was is checked, and forgotten. */
final class RestoreKey implements DataCommand {
  private static final int FIRST_OPTION = 4;
  private static final int FREQUENCY_MAX = 255;

  private boolean isReplace(Arguments args) {
    boolean replace = false;
    for (int i = FIRST_OPTION; i < args.count(); i++) {
      replace |= args.is(i, "REPLACE");
    }
    return replace;
  }

  /** Checks the options; returns whether the time is absolute. */
  private static boolean readOptions(Arguments args) {
    boolean absolute = false;
    for (int i = FIRST_OPTION; i < args.count(); i++) {
      if (args.is(i, "ABSTTL")) {
        absolute = true;
      } else if (args.is(i, "IDLETIME") && args.hasNext(i)) {
        args.integer(++i, 0, Long.MAX_VALUE, "ERR Invalid IDLETIME value, must be >= 0");
      } else if (args.is(i, "FREQ") && args.hasNext(i)) {
        args.integer(++i, 0, FREQUENCY_MAX, "ERR Invalid FREQ value, must be >= 0 and <= 255");
      } else if (!args.is(i, "REPLACE")) {
        throw Errors.syntax();
      }
    }
    return absolute;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    boolean absolute = readOptions(args);
    Bytes key = args.get(1);
    Value before = view.find(key);
    if (before != null && !isReplace(args)) {
      throw new CommandError("BUSYKEY Target key name already exists.");
    }
    long time = args.integer(2, Errors.NOT_AN_INTEGER);
    if (time < 0) {
      throw new CommandError("ERR Invalid TTL value, must be >= 0");
    }
    Restored restored = read(args.get(3));
    long expireAt = expireAt(time, absolute, view.nowMillis());
    List<Mutation> mutations = new ArrayList<>();
    if (Expiry.isDue(expireAt, view.nowMillis())) {
      if (before != null) {
        mutations.add(Mutations.drop(key, before, DropReason.DELETED));
      }
      return new Change(Reply.OK, mutations);
    }
    if (before != null) {
      mutations.add(Mutations.drop(key, before, DropReason.OVERWRITTEN));
    }
    mutations.addAll(restored.mutations(key, view.nextCollectionId(key), expireAt));
    return new Change(Reply.OK, mutations);
  }

  private static Restored read(Bytes payload) {
    if (!DumpReader.isSound(payload)) {
      throw new CommandError("ERR DUMP payload version or checksum are wrong");
    }
    try {
      return DumpReader.read(payload);
    } catch (BadDump bad) {
      throw new CommandError("ERR Bad data format");
    }
  }

  private static long expireAt(long time, boolean absolute, long nowMillis) {
    if (time == 0) {
      return Expiry.NEVER;
    } else if (absolute) {
      return time;
    }
    return time >= Expiry.NEVER - nowMillis ? Expiry.NEVER : nowMillis + time;
  }
}
