package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.string.Patch;
import io.talus.application.command.string.StringMutations;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;
import java.util.ArrayList;
import java.util.List;

/** BITFIELD and BITFIELD_RO. */
final class BitFields implements DataCommand {
  private static final int FIRST_OPERATION = 2;

  private final boolean readOnly;

  BitFields(boolean readOnly) {
    this.readOnly = readOnly;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    List<FieldOperation> operations = parse(args, view);
    long size = sizeNeeded(operations);
    if (readOnly && size > 0) {
      throw new CommandError("ERR BITFIELD_RO only supports the GET subcommand");
    }
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    BitmapDraft bitmap = new BitmapDraft(string);
    List<Reply> replies = new ArrayList<>(operations.size());
    for (FieldOperation operation : operations) {
      replies.add(operation.apply(bitmap));
    }
    Reply reply = new Reply.Array(replies);
    List<Patch> patches = bitmap.patches(size);
    return patches.isEmpty()
        ? reply
        : new Change(reply, StringMutations.patch(view, key, string, patches));
  }

  private static List<FieldOperation> parse(Arguments args, KeyspaceView view) {
    List<FieldOperation> operations = new ArrayList<>();
    Overflow overflow = Overflow.WRAP;
    for (int i = FIRST_OPERATION; i < args.count(); i++) {
      if (args.is(i, "OVERFLOW") && args.hasNext(i)) {
        i++;
        overflow = Overflow.parse(args, i);
      } else {
        FieldOperation operation = FieldOperation.parse(args, i, overflow, view);
        operations.add(operation);
        i += operation.kind().arguments();
      }
    }
    return operations;
  }

  /**
   * How long the string has to be for everything that writes, even if that then fails: Redis makes
   * the room first. 0 if nothing writes.
   */
  private static long sizeNeeded(List<FieldOperation> operations) {
    long size = 0;
    for (FieldOperation operation : operations) {
      if (operation.writes()) {
        size = Math.max(size, operation.endByte());
      }
    }
    return size;
  }
}
