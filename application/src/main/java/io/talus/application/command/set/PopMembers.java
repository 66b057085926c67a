package io.talus.application.command.set;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.Errors;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.RandomSample;
import io.talus.application.command.Reply;
import io.talus.application.walk.Construction;
import io.talus.application.walk.Parts;
import io.talus.application.walk.Pulls;
import io.talus.application.walk.Replacement;
import io.talus.application.walk.Walk;
import io.talus.application.walk.WalkingCommand;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.SetValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** SPOP. What is logged are the members it took. */
final class PopMembers implements WalkingCommand {
  private static final int WITH_COUNT = 3;

  /** To note so many changes takes some milliseconds. */
  private static final int FEW = 10_000;

  @Override
  public CommandOutcome run(Arguments args, KeyspaceView view) {
    if (args.count() > WITH_COUNT) {
      throw Errors.syntax();
    }
    return args.count() < WITH_COUNT ? one(args.get(1), view) : several(args, view);
  }

  /** Of many members those that stay are stored anew: that is less than to note each that goes. */
  @Override
  public Walk walk(Arguments args, KeyspaceView view) {
    Bytes key = args.get(1);
    SetValue set = view.set(key);
    long count = args.count() < WITH_COUNT ? 1 : args.integer(2);
    if (set == null || count <= FEW || count >= set.size()) {
      return new Walk.Done(run(args, view));
    }
    List<Bytes> members =
        RandomSample.of(view, set.size(), set::forEach, set::random).draw(count, view.random());
    Set<Bytes> popped = HashSet.newHashSet(members.size());
    popped.addAll(members);
    CollectionHeader empty = Parts.emptyLike(set.header(), view.nextCollectionId(key));
    return new Construction(
        Construction.SELECTED,
        key,
        empty,
        set.expireAt(),
        Parts.ofMembers(
            key, empty, Pulls.filter(Pulls.members(set), member -> !popped.contains(member))),
        Replacement.of(key, set, size -> MemberReplies.set(members)));
  }

  @Override
  public boolean gathers() {
    return true;
  }

  private static CommandOutcome one(Bytes key, KeyspaceView view) {
    SetValue set = view.set(key);
    if (set == null) {
      return Reply.NULL;
    }
    Bytes member = set.random(1, view.random()).getFirst();
    return Change.of(Reply.bulk(member), MemberEdits.remove(key, set, List.of(member)));
  }

  private static CommandOutcome several(Arguments args, KeyspaceView view) {
    long count = args.integer(2, 0, Long.MAX_VALUE, Errors.NOT_POSITIVE);
    Bytes key = args.get(1);
    SetValue set = view.set(key);
    if (set == null || count == 0) {
      return MemberReplies.EMPTY_SET;
    }
    List<Bytes> members =
        RandomSample.of(view, set.size(), set::forEach, set::random).draw(count, view.random());
    return Change.of(MemberReplies.set(members), MemberEdits.remove(key, set, members));
  }
}
