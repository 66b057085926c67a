package io.talus.application.manager;

import io.talus.application.decision.Decisions;
import io.talus.application.metadata.MetadataChange.Condition;
import io.talus.application.port.EventLoop;
import io.talus.application.topology.ChangeOutcome;
import io.talus.application.topology.ClusterImage;
import io.talus.application.topology.TopologyRepository;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.ReplicaGroup;
import io.talus.domain.replication.plan.FailoverDecision;
import io.talus.domain.replication.plan.FailoverPlanner;
import io.talus.domain.replication.plan.ReplicaReport;
import io.talus.domain.replication.topology.TopologyChange;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives slots leaders where leaders are appointed. Belongs to the manager's loop.
 *
 * <pre>
 *   what                                        next
 *   a slot needs a leader ({@link Leaderless})  every replica that can be reached is granted the next epoch
 *   all that live have reported, or a second    {@link FailoverPlanner} chooses
 *   somebody is chosen                          written, if the group is as it was, this is the manager,
 *                                               and the leader before has adopted the epoch or its node is gone
 *   nobody is, or it is not written             looked at again
 * </pre>
 *
 * <p>The one who is chosen learns it from the metadata, as everybody does: so that word cannot get
 * lost. One batch of slots is under way at a time, and so one failover of each slot.
 */
final class Failovers {
  private static final Logger LOG = LoggerFactory.getLogger(Failovers.class);

  /** A node's share of a large table; what one question and a few changes take. */
  private static final int SLOTS_AT_ONCE = 500;

  private static final long RETRY_MILLIS = 100;

  /** A new table waits so often for all replicas, so that its leaders are spread evenly. */
  private static final int PATIENT_TRIES = 20;

  /**
   * A leader that lives and leads no more may have lost the end of its log with its machine: the
   * others, who may have that, get so many more seconds to say so.
   */
  private static final int RESTARTED_TRIES = 2;

  /** So many slots are named where a decision about many is told. */
  private static final int NAMED_MAX = 8;

  private final Adoption.Asking asking;
  private final TopologyRepository topology;
  private final ManagerElection election;
  private final Decisions decisions;
  private final EventLoop loop;
  private final BooleanSupplier mayLag;
  private final Leaderless leaderless;

  /** Larger epochs than the next, in which some replicas are already. */
  private final Map<SlotId, Long> larger = new HashMap<>();

  /** How often a leader was looked for in vain. */
  private final Map<SlotId, Integer> tries = new HashMap<>();

  private boolean busy;

  /**
   * Nothing is under way.
   *
   * @param mayLag whether a replica that lags may be appointed where nobody else can be
   */
  Failovers(
      Adoption.Asking asking,
      TopologyRepository topology,
      ManagerElection election,
      Decisions decisions,
      EventLoop loop,
      BooleanSupplier mayLag) {
    this.asking = asking;
    this.topology = topology;
    this.election = election;
    this.decisions = decisions;
    this.loop = loop;
    this.mayLag = mayLag;
    this.leaderless = new Leaderless(asking, loop);
  }

  /** Looks who needs a leader, and begins with some of them. */
  void look(ClusterImage image) {
    Map<SlotId, String> needy = leaderless.find(image);
    larger.keySet().retainAll(needy.keySet());
    tries.keySet().retainAll(needy.keySet());
    if (!busy && !needy.isEmpty()) {
      busy = true;
      adoption(image, needy).begin();
    }
  }

  /** Whether a failover is under way. */
  boolean isBusy() {
    return busy;
  }

  /** These slots have leaders, but others shall lead them; {@code why}. */
  void move(ClusterImage image, Map<SlotId, String> why) {
    if (!busy && !why.isEmpty()) {
      busy = true;
      adoption(image, why).beginWithLeaders();
    }
  }

  private Adoption adoption(ClusterImage image, Map<SlotId, String> why) {
    Map<SlotId, Adoption.Wanted> wanted = new TreeMap<>(Leaderless.ORDER);
    for (Map.Entry<SlotId, String> each : why.entrySet()) {
      if (wanted.size() < SLOTS_AT_ONCE) {
        SlotId slot = each.getKey();
        ReplicaGroup group = image.topology().group(slot).orElseThrow();
        long epoch = Math.max(group.epoch() + 1, larger.getOrDefault(slot, 0L));
        wanted.put(slot, new Adoption.Wanted(group, epoch, each.getValue()));
      }
    }
    return new Adoption(asking, wanted, image.alive(), loop, reports -> adopted(wanted, reports));
  }

  private void adopted(
      Map<SlotId, Adoption.Wanted> wanted, Map<SlotId, List<ReplicaReport>> reports) {
    busy = false;
    Optional<ClusterImage> image = topology.current();
    Optional<Condition> manager = election.condition();
    if (image.isPresent() && manager.isPresent()) {
      decide(image.get(), manager.get(), wanted, reports);
    }
  }

  private void decide(
      ClusterImage image,
      Condition manager,
      Map<SlotId, Adoption.Wanted> wanted,
      Map<SlotId, List<ReplicaReport>> reports) {
    Map<Integer, Integer> leads = Leaderless.leads(image);
    List<TopologyChange> changes = new ArrayList<>();
    Set<Integer> gone = new TreeSet<>();
    Map<SlotId, String> reasons = new TreeMap<>(Leaderless.ORDER);
    wanted.forEach(
        (slot, want) -> {
          List<ReplicaReport> told = reports.getOrDefault(slot, List.of());
          if (isStill(image, slot, want) && mayDecide(image, slot, want, told, gone)) {
            decide(slot, want, told, leads)
                .ifPresent(
                    chosen -> {
                      changes.add(new TopologyChange.SetGroup(slot, chosen.group()));
                      chosen
                          .group()
                          .leader()
                          .ifPresent(to -> leads.merge(to.node(), 1, Integer::sum));
                      reasons.put(slot, text(slot, chosen, want));
                    });
          }
        });
    if (changes.isEmpty()) {
      again();
      return;
    }
    List<Condition> provided = new ArrayList<>();
    provided.add(manager);
    gone.forEach(node -> provided.add(TopologyRepository.isGone(node)));
    tell(reasons);
    busy = true;
    topology.change(changes, provided, this::written);
  }

  private static boolean isStill(ClusterImage image, SlotId slot, Adoption.Wanted want) {
    return image.topology().group(slot).filter(want.group()::equals).isPresent();
  }

  /** The leader before must not lead any more, whatever it knows. */
  private boolean mayDecide(
      ClusterImage image,
      SlotId slot,
      Adoption.Wanted want,
      List<ReplicaReport> told,
      Set<Integer> gone) {
    Optional<MemberId> before = want.group().leader();
    if (before.isEmpty()) {
      return hasAll(image, want, told) || isTried(slot, PATIENT_TRIES);
    }
    boolean fenced =
        told.stream()
            .anyMatch(
                report -> report.member().equals(before.get()) && report.epoch() >= want.epoch());
    int node = before.get().node();
    if (image.alive().contains(node)) {
      return fenced && (hasAll(image, want, told) || isTried(slot, RESTARTED_TRIES));
    }
    if (!fenced) {
      gone.add(node);
    }
    return true;
  }

  private boolean isTried(SlotId slot, int triesMax) {
    return tries.merge(slot, 1, Integer::sum) > triesMax;
  }

  private static boolean hasAll(
      ClusterImage image, Adoption.Wanted want, List<ReplicaReport> told) {
    return want.group().membership().voters().stream()
        .filter(voter -> image.alive().contains(voter.node()))
        .allMatch(voter -> told.stream().anyMatch(report -> report.member().equals(voter)));
  }

  private Optional<FailoverDecision.Appoint> decide(
      SlotId slot, Adoption.Wanted want, List<ReplicaReport> told, Map<Integer, Integer> leads) {
    return switch (plan(want, told, leads)) {
      case FailoverDecision.Appoint appoint -> Optional.of(appoint);
      case FailoverDecision.GrantEpoch grant -> {
        LOG.info("{} is granted epoch {}: {}", slot, grant.epoch(), grant.reason());
        larger.put(slot, grant.epoch());
        yield Optional.empty();
      }
      case FailoverDecision.Wait wait -> {
        if (tries.merge(slot, 1, Integer::sum) == 1) {
          decisions.add(
              Set.of(slot.table()),
              "%s gets no leader yet: %s".formatted(name(slot), wait.reason()));
        }
        yield Optional.empty();
      }
    };
  }

  /** Who lags is chosen only where nobody else can be, and that is allowed. */
  private FailoverDecision plan(
      Adoption.Wanted want, List<ReplicaReport> told, Map<Integer, Integer> leads) {
    ReplicaGroup group = want.group();
    FailoverDecision decision =
        FailoverPlanner.plan(group, want.epoch(), group.inSync(), told, leads);
    boolean noChoice = decision instanceof FailoverDecision.Wait && mayLag.getAsBoolean();
    Set<MemberId> voters = new TreeSet<>(group.membership().voters());
    return noChoice ? FailoverPlanner.plan(group, want.epoch(), voters, told, leads) : decision;
  }

  private static String name(SlotId slot) {
    return "slot " + slot.table() + "/" + slot.slot();
  }

  private static String text(SlotId slot, FailoverDecision.Appoint chosen, Adoption.Wanted want) {
    return "%s in epoch %d (%s; %s)"
        .formatted(name(slot), chosen.group().epoch(), want.why(), chosen.reason());
  }

  /** Those that the slots belong to. */
  static Set<Integer> tables(Collection<SlotId> slots) {
    return slots.stream().map(SlotId::table).collect(Collectors.toSet());
  }

  private void tell(Map<SlotId, String> reasons) {
    String named = reasons.values().stream().limit(NAMED_MAX).collect(Collectors.joining("; "));
    String rest =
        reasons.size() > NAMED_MAX ? "; and %d more".formatted(reasons.size() - NAMED_MAX) : "";
    decisions.add(
        tables(reasons.keySet()),
        "%d slots get a leader: %s%s".formatted(reasons.size(), named, rest));
  }

  private void written(ChangeOutcome outcome) {
    busy = false;
    if (!(outcome instanceof ChangeOutcome.Made)) {
      LOG.info("who was to lead was not written: {}", outcome);
      again();
    }
  }

  private void again() {
    loop.schedule(
        RETRY_MILLIS,
        () -> {
          if (election.mayAct()) {
            topology.current().ifPresent(this::look);
          }
        });
  }
}
