package io.talus.application.command.bitmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.string.StringMutations;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.StringValue;

/** SETBIT. */
final class SetBit implements DataCommand {
  private static final String NOT_A_BIT = "ERR bit is not an integer or out of range";

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    long offset = BitOffset.parse(args.get(2), view);
    boolean on = args.integer(3, 0, 1, NOT_A_BIT) == 1;
    Bytes key = args.get(1);
    StringValue string = view.string(key);
    long length = string == null ? 0 : string.length();
    long index = offset >>> 3;
    int old = string == null || index >= length ? 0 : Bits.byteAt(string, index);
    int mask = 0x80 >>> (offset & 7);
    boolean wasOn = (old & mask) != 0;
    Reply reply = Reply.integer(wasOn);
    if (wasOn == on && index < length) {
      return reply;
    }
    byte[] changed = {(byte) (on ? old | mask : old & ~mask)};
    return new Change(reply, StringMutations.patch(view, key, string, index, Bytes.wrap(changed)));
  }
}
