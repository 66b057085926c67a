package io.talus.domain.replication.plan;

import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the next leader of a group whose leaders are appointed.
 *
 * <p><b>Goals</b>, in this order: lose as little as possible; spread leaders evenly.
 *
 * <p><b>Constraints</b>
 *
 * <ul>
 *   <li>Only a voter that is marked as in sync, unless the operator or the table's setting allows
 *       others: who is far behind would take back what was acknowledged long ago.
 *   <li>Only on reports from the granted epoch: a replica in an older one may still take entries
 *       from the leader before.
 *   <li>An epoch is never led by two, so the new leader leads exactly the epoch that was granted;
 *       if somebody is in a larger one, that is granted to all first.
 *   <li>The decision is carried out by comparing the group that it was made from.
 * </ul>
 *
 * <p><b>Algorithm.</b> If a report is from a larger epoch, grant that one (an epoch that only a
 * dead manager knew blocks nobody). Else take, among the voters in sync that reported the granted
 * epoch, the one with the largest last position; of equals, the one on the node that leads fewest,
 * then the smallest member id.
 *
 * <p><b>Example.</b> Voters n1, n2, n3, in sync n1 and n2; n1 led epoch 4 and is gone; epoch 5 is
 * granted. n2 reports 4/80, n3 reports 4/90. n3 holds more, but is not marked: it may have been cut
 * off and come back. n2 is appointed. If n3 is marked too, it is n3. If n3 reports epoch 6, epoch 6
 * is granted, and the reports are asked for again.
 */
public final class FailoverPlanner {
  private static final Comparator<ReplicaReport> BY_POSITION =
      Comparator.comparing(ReplicaReport::last);

  private FailoverPlanner() {}

  /**
   * Decides from what is known; asked again after each report.
   *
   * @param group as it stands in the metadata
   * @param granted the epoch that replicas were told to adopt, above the group's
   * @param inSync who is marked as in sync, or everybody if that is not to matter
   * @param leads how many slots each node leads
   */
  public static FailoverDecision plan(
      ReplicaGroup group,
      long granted,
      Set<MemberId> inSync,
      List<ReplicaReport> reports,
      Map<Integer, Integer> leads) {
    long known = reports.stream().mapToLong(ReplicaReport::epoch).max().orElse(granted);
    if (known > granted) {
      return new FailoverDecision.GrantEpoch(known, "a replica is in epoch " + known + " already");
    }
    if (granted <= group.epoch()) {
      return new FailoverDecision.GrantEpoch(
          group.epoch() + 1, "epoch " + group.epoch() + " has had its leader");
    }
    Optional<ReplicaReport> best =
        reports.stream()
            .filter(report -> report.epoch() == granted)
            .filter(report -> group.membership().isVoter(report.member()))
            .filter(report -> inSync.contains(report.member()))
            .max(preference(leads));
    return best.<FailoverDecision>map(
            report ->
                new FailoverDecision.Appoint(
                    group.led(granted, report.member()),
                    report.member() + " has the largest position in sync, " + report.last()))
        .orElseGet(
            () ->
                new FailoverDecision.Wait(
                    "no voter in sync has reported epoch " + granted + ", in sync: " + inSync));
  }

  private static Comparator<ReplicaReport> preference(Map<Integer, Integer> leads) {
    return BY_POSITION
        .thenComparing(
            report -> leads.getOrDefault(report.member().node(), 0), Comparator.reverseOrder())
        .thenComparing(ReplicaReport::member, Comparator.reverseOrder());
  }
}
