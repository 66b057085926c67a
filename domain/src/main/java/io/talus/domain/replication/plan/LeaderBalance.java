package io.talus.domain.replication.plan;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Spreads leaders evenly again, as after a node has returned that others had replaced.
 *
 * <p><b>Goals</b>, in this order: no node leads much more than another; few moves.
 *
 * <p><b>Constraints</b>
 *
 * <ul>
 *   <li>A leader moves to a voter of its group, which is in sync and on a node that lives and is
 *       not being emptied.
 *   <li>A few moves at a time: each is a moment without a leader.
 *   <li>It ends: a move is made only from a node that leads at least two more than the other one,
 *       so each makes the sum of the squares of these numbers smaller.
 * </ul>
 *
 * <p><b>Algorithm.</b> Of all moves that are possible take the one between the two nodes that are
 * farthest apart, in the order of slots; count anew; again, until there is none or there are
 * enough. That is {@link ReplicaPlacer}'s rule for the leaders of a new table.
 *
 * <p><b>Example.</b> Six slots with replicas on n1, n2, n3; n1 was away and leads none, n2 and n3
 * lead three each. The first move is from n2 to n1, the second from n3 to n1; then each leads two.
 */
public final class LeaderBalance {
  private static final Comparator<SlotId> ORDER =
      Comparator.comparingInt(SlotId::table).thenComparingInt(SlotId::slot);

  /** One leader goes. */
  public record Move(SlotId slot, MemberId from, MemberId to) {}

  private final Map<SlotId, ReplicaGroup> groups = new TreeMap<>(ORDER);
  private final Set<Integer> nodes;
  private final Map<Integer, Integer> leads = new HashMap<>();

  private LeaderBalance(Map<SlotId, ReplicaGroup> groups, Set<Integer> nodes) {
    this.groups.putAll(groups);
    this.nodes = nodes;
    groups.values().forEach(group -> group.leader().ifPresent(leader -> count(leader, 1)));
  }

  /**
   * Which leaders to move now.
   *
   * @param groups all there are, those without a leader as well
   * @param nodes that may lead more
   * @param movesMax how many at most
   */
  public static List<Move> plan(
      Map<SlotId, ReplicaGroup> groups, Set<Integer> nodes, int movesMax) {
    LeaderBalance balance = new LeaderBalance(groups, nodes);
    List<Move> moves = new ArrayList<>();
    for (Optional<Move> next = balance.best();
        next.isPresent() && moves.size() < movesMax;
        next = balance.best()) {
      balance.make(next.get());
      moves.add(next.get());
    }
    return moves;
  }

  private void count(MemberId member, int more) {
    leads.merge(member.node(), more, Integer::sum);
  }

  /** A slot moves once at most: by then its group is another one. */
  private void make(Move move) {
    groups.remove(move.slot());
    count(move.from(), -1);
    count(move.to(), 1);
  }

  private Optional<Move> best() {
    Move best = null;
    int farthest = 1;
    for (Map.Entry<SlotId, ReplicaGroup> each : groups.entrySet()) {
      ReplicaGroup group = each.getValue();
      if (group.leader().isPresent()) {
        MemberId from = group.leader().get();
        for (MemberId to : group.membership().voters()) {
          int apart = leadsOf(from) - leadsOf(to);
          if (apart > farthest && nodes.contains(to.node()) && group.inSync().contains(to)) {
            farthest = apart;
            best = new Move(each.getKey(), from, to);
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private int leadsOf(MemberId member) {
    return leads.getOrDefault(member.node(), 0);
  }
}
