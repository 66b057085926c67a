package io.talus.application.command.hash;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.domain.value.Expiry;

/** HSET, which answers how many fields are new, and HMSET, which answers OK. */
final class SetFields implements DataCommand {
  private final String name;
  private final boolean answersCount;

  SetFields(String name, boolean answersCount) {
    this.name = name;
    this.answersCount = answersCount;
  }

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() % 2 != 0) {
      throw Errors.wrongArity(name);
    }
    FieldChanges changes = new FieldChanges(view, args.get(1));
    if (args.count() > 4) {
      changes.expect(args.every(2, 2));
    }
    for (int i = 2; i < args.count(); i += 2) {
      changes.put(args.get(i), args.get(i + 1), Expiry.NEVER);
    }
    return changes.outcome(answersCount ? Reply.integer(changes.created()) : Reply.OK);
  }
}
