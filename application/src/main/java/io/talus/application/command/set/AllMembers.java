package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.value.SetValue;
import java.util.ArrayList;
import java.util.List;

/** SMEMBERS. */
final class AllMembers implements WalkingCommand {
  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    SetValue set = view.set(args.get(1));
    if (set == null) {
      return MemberReplies.EMPTY_SET;
    }
    view.reserveItems(set.size());
    List<Reply> members = new ArrayList<>(Math.toIntExact(set.size()));
    set.forEach(member -> members.add(Reply.bulk(member)));
    return new Reply.Set(members);
  }

  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    SetValue set = view.set(args.get(1));
    return set == null
        ? new Walk.Done(MemberReplies.EMPTY_SET)
        : new Walk.Listed(Reply.Kind.SET, set.size(), Pulls.map(Pulls.members(set), Reply::bulk));
  }
}
