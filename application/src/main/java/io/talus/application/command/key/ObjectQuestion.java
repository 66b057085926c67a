package io.talus.application.command.key;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;

/** OBJECT ENCODING, IDLETIME, REFCOUNT and FREQ: they look at a key without using it. */
final class ObjectQuestion implements DataCommand {
  private final Answer answer;

  ObjectQuestion(Answer answer) {
    this.answer = answer;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    Bytes key = args.get(2);
    Value value = view.peek(key);
    return value == null ? Reply.NULL : answer.to(key, value, view);
  }

  /** What to say of an existing key. */
  @FunctionalInterface
  interface Answer {
    Reply to(Bytes key, Value value, KeyspaceView view);
  }
}
