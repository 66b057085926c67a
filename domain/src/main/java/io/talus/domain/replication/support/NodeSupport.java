package io.talus.domain.replication.support;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Support between this node and its peers, one heartbeat for all slots.
 *
 * <p>A node supports a peer for {@value #SUPPORT_MILLIS} ms from when it receives a heartbeat. The
 * peer counts from when it sent it, and {@value #MARGIN_MILLIS} ms less: so it always stops
 * believing before the promise ends, with clocks that need not agree, only run at about the same
 * speed. After CockroachDB's store liveness, but what is promised is not written down: a process
 * that starts waits until the promises of the one before have ended.
 *
 * <pre>
 *   what we give to a peer
 *   none      heartbeat                  -> given     support epoch as it is
 *   given     heartbeat                  -> given     until later
 *   given     until has passed           -> none      support epoch + 1
 *   given     heartbeat of a newer life  -> given     support epoch + 1: the process that we had promised to is dead
 *   any       heartbeat of an older life -> the same, unanswered
 *   any       our disk stalls            -> the same, heartbeats stay unanswered
 *
 *   what we hold from a peer
 *   any       reply, larger support epoch -> held     what slots were told in the old one is void
 *   held      reply, same support epoch   -> held     until later
 *   held      until has passed            -> lapsed
 *   any       reply of an older epoch, or to an older process of ours -> the same
 * </pre>
 *
 * <p>Owned by one event loop. Times are milliseconds of a monotonic clock that goes on while the
 * process stands still; where a machine may be suspended as a whole, {@link #forgetHeld} belongs
 * after its waking.
 */
public final class NodeSupport implements Liveness {
  /**
   * Long enough for some lost heartbeats and a pause of the collector; short enough to fail over in
   * 3 s.
   */
  public static final long SUPPORT_MILLIS = 1000;

  /** Five chances within one support. */
  public static final long HEARTBEAT_MILLIS = 200;

  /** Clocks that differ in speed by 5 % still agree; quartz differs by 0.01 %. */
  public static final long MARGIN_MILLIS = 50;

  /** What we give to one peer. */
  private static final class Given {
    private long life;
    private SupportEpoch epoch;
    private long untilMillis = Long.MIN_VALUE;
    private boolean active;

    private Given(SupportEpoch epoch) {
      this.epoch = epoch;
    }
  }

  private final int node;
  private final long life;
  private final long startMillis;
  private final SupportRules rules;
  private final Map<Integer, Given> given = new HashMap<>();
  private final Map<Integer, HeldSupport> held = new HashMap<>();
  private final TreeSet<Integer> changed = new TreeSet<>();
  private boolean diskStalled;
  private long trustedFromMillis = Long.MIN_VALUE;

  /**
   * @param life larger than that of every process of this node before
   */
  public NodeSupport(int node, long life, long startMillis, SupportRules rules) {
    this.node = node;
    this.life = life;
    this.startMillis = startMillis;
    this.rules = rules;
  }

  /** What to send now; due every {@value #HEARTBEAT_MILLIS} ms. */
  public List<Heartbeat> heartbeats(Collection<Integer> peers, long nowMillis) {
    if (diskStalled && rules.needsDisk()) {
      return List.of();
    }
    List<Heartbeat> sent = new ArrayList<>();
    for (int peer : peers) {
      sent.add(new Heartbeat(node, peer, life, nowMillis));
    }
    return sent;
  }

  public Optional<HeartbeatReply> receive(Heartbeat asked, long nowMillis) {
    Given support =
        given.computeIfAbsent(asked.from(), peer -> new Given(new SupportEpoch(life, 1)));
    lapse(asked.from(), support, nowMillis);
    if ((diskStalled && rules.needsDisk()) || asked.life() < support.life) {
      return Optional.empty();
    }
    if (asked.life() > support.life) {
      withdraw(asked.from(), support);
      support.life = asked.life();
    }
    if (!support.active) {
      support.active = true;
      changed.add(asked.from());
    }
    support.untilMillis = Math.max(support.untilMillis, nowMillis + SUPPORT_MILLIS);
    return Optional.of(
        new HeartbeatReply(node, asked.from(), asked.life(), asked.sentMillis(), support.epoch));
  }

  public void receive(HeartbeatReply reply, long nowMillis) {
    HeldSupport before = heldFrom(reply.from());
    int order = reply.epoch().compareTo(before.epoch());
    if (reply.life() != life || order < 0 || reply.sentMillis() < trustedFromMillis) {
      return;
    }
    long until = rules.countsFrom(reply.sentMillis(), nowMillis) + SUPPORT_MILLIS - MARGIN_MILLIS;
    if (order > 0 || !before.holdsAt(nowMillis)) {
      changed.add(reply.from());
    }
    held.put(
        reply.from(),
        new HeldSupport(reply.epoch(), order > 0 ? until : Math.max(until, before.untilMillis())));
  }

  /**
   * Notices what has lapsed.
   *
   * @return peers with which something has changed since the last call; the slots that have to do
   *     with them are to be told
   */
  public List<Integer> tick(long nowMillis) {
    given.forEach((peer, support) -> lapse(peer, support, nowMillis));
    for (Map.Entry<Integer, HeldSupport> entry : held.entrySet()) {
      HeldSupport support = entry.getValue();
      if (support.untilMillis() != Long.MIN_VALUE && !support.holdsAt(nowMillis)) {
        entry.setValue(new HeldSupport(support.epoch(), Long.MIN_VALUE));
        changed.add(entry.getKey());
      }
    }
    List<Integer> peers = List.copyOf(changed);
    changed.clear();
    return peers;
  }

  /** Says whether writes to the log have been waiting for their sync for too long. */
  public void diskStalled(boolean stalled) {
    diskStalled = stalled;
  }

  /** After a suspension that the monotonic clock may have slept through. */
  public void forgetHeld(long nowMillis) {
    trustedFromMillis = nowMillis;
    held.replaceAll((peer, support) -> new HeldSupport(support.epoch(), Long.MIN_VALUE));
    changed.addAll(held.keySet());
  }

  private void lapse(int peer, Given support, long nowMillis) {
    if (support.active && nowMillis >= support.untilMillis) {
      withdraw(peer, support);
    }
  }

  private void withdraw(int peer, Given support) {
    if (support.active) {
      support.active = false;
      support.untilMillis = Long.MIN_VALUE;
      changed.add(peer);
      if (rules.withdrawalRaisesEpoch()) {
        support.epoch = new SupportEpoch(life, support.epoch.count() + 1);
      }
    }
  }

  @Override
  public boolean supports(int peer, long nowMillis) {
    return peer == node || !given(peer, nowMillis).equals(SupportEpoch.NONE);
  }

  @Override
  public SupportEpoch given(int peer, long nowMillis) {
    Given support = given.get(peer);
    if (support == null) {
      return SupportEpoch.NONE;
    }
    lapse(peer, support, nowMillis);
    return support.active ? support.epoch : SupportEpoch.NONE;
  }

  @Override
  public HeldSupport heldFrom(int peer) {
    return held.getOrDefault(peer, HeldSupport.NONE);
  }

  @Override
  public long mayVoteFrom() {
    return rules.waitsAfterStart() ? startMillis + SUPPORT_MILLIS + MARGIN_MILLIS : startMillis;
  }
}
