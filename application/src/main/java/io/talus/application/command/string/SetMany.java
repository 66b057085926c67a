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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

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
    BitSet outdone = outdone(args);
    List<Mutation> mutations = new ArrayList<>(args.count() / 2);
    for (int i = 1; i < args.count(); i += 2) {
      if (!outdone.get(i)) {
        put(args.get(i), args.get(i + 1), view, mutations);
      }
    }
    return new Change(done, mutations);
  }

  private static boolean anyExists(Arguments args, KeyspaceView view) {
    for (int i = 1; i < args.count(); i += 2) {
      if (view.find(args.get(i)) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * Where keys are that are given once more further on: the last value counts, and a mutation names
   * what was there before the command.
   */
  private static BitSet outdone(Arguments args) {
    BitSet outdone = new BitSet();
    Set<Bytes> later = HashSet.newHashSet(args.count() / 2);
    for (int i = args.count() - 2; i >= 1; i -= 2) {
      if (!later.add(args.get(i))) {
        outdone.set(i);
      }
    }
    return outdone;
  }

  private static void put(Bytes key, Bytes value, KeyspaceView view, List<Mutation> mutations) {
    if (StringMutations.mayBeUnseen(value)) {
      mutations.addAll(StringMutations.overwrite(view, key, value, Expiry.NEVER));
    } else {
      long id = view.nextCollectionId(key) + mutations.size();
      mutations.addAll(StringMutations.putChunks(id, key, view.find(key), value, Expiry.NEVER));
    }
  }

  @Override
  public boolean looksAtKeys(Arguments args) {
    boolean looks = onlyIfAbsent;
    for (int i = 2; i < args.count(); i += 2) {
      looks |= !StringMutations.mayBeUnseen(args.get(i));
    }
    return looks;
  }
}
