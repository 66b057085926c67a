package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.string.StringMutations;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.StringValue;
import io.talus.domain.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** BITOP. */
final class CombineBits implements DataCommand {
  private static final int FIRST_SOURCE = 3;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    BitOperation operation = BitOperation.parse(args, 1);
    if (operation == BitOperation.NOT && args.count() > FIRST_SOURCE + 1) {
      throw new CommandError("ERR BITOP NOT must be called with a single source key.");
    }
    @Nullable StringValue[] sources = new StringValue[args.count() - FIRST_SOURCE];
    for (int i = 0; i < sources.length; i++) {
      sources[i] = view.string(args.get(FIRST_SOURCE + i));
    }
    BitCombination combination = new BitCombination(operation, sources);
    Reply reply = Reply.integer(combination.length());
    Bytes key = args.get(2);
    Value before = view.find(key);
    if (combination.length() > 0) {
      return new Change(reply, put(view, key, before, combination));
    }
    return before == null
        ? reply
        : Change.of(reply, Mutations.drop(key, before, DropReason.DELETED));
  }

  private static List<Mutation> put(
      KeyspaceView view, Bytes key, @Nullable Value before, BitCombination combination) {
    long length = combination.length();
    if (length <= StringValue.INLINE_BYTES_MAX) {
      Bytes result = combination.piece(0, (int) length);
      return StringMutations.put(view, key, before, result, Expiry.NEVER);
    }
    return StringMutations.putParts(view, key, before, length, combination.parts(view));
  }
}
