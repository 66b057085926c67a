package io.talus.simulation;

import io.talus.adapters.memory.metadata.Reach;
import io.talus.testkit.simulation.SimulatedCrash.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/** What fails in a group, by chance, until all is well again. */
final class GroupTrouble {
  private static final int BYTES_LEFT_MAX = 3_000;

  /** What can happen anywhere. */
  private static final int KINDS = 12;

  /** Longer than a lease lasts by any clock, and others need to replace a leader. */
  private static final long LASTING_MILLIS = 4_500;

  /** What can happen where leaders are appointed. */
  private static final int KINDS_OF_APPOINTED = 24;

  private final SplittableRandom random;
  private final GroupSetting setting;
  private final List<Machine> machines;
  private final Trace trace;
  private final BiConsumer<Integer, Kind> restart;
  private final Set<Integer> paused = new HashSet<>();
  private long undisturbedUntil;

  GroupTrouble(
      SplittableRandom random,
      GroupSetting setting,
      List<Machine> machines,
      BiConsumer<Integer, Kind> restart) {
    this.random = random;
    this.setting = setting;
    this.machines = machines;
    this.trace = setting.trace();
    this.restart = restart;
  }

  /** How many kinds there are: each is as likely as the others. */
  int kinds() {
    return setting.metadata().isPresent() ? KINDS_OF_APPOINTED : KINDS;
  }

  /** Whether the node does nothing at present. */
  boolean standsStill(int number) {
    return paused.contains(number);
  }

  /** A process begins, and goes. */
  void begun(int number) {
    paused.remove(number);
  }

  /** Nothing fails any more. */
  void end() {
    trace.add("nothing fails any more");
    setting.hub().healAll();
    paused.clear();
    machines.forEach(Machine::heal);
    reachAll(Reach.THERE);
  }

  /** Something of this kind happens; or nothing, while what is cut off is to stay so. */
  void strike(int kind) {
    if (nowMillis() >= undisturbedUntil) {
      happen(kind);
    }
  }

  private long nowMillis() {
    return setting.metadata().map(GroupMetadata::nowMillis).orElse(0L);
  }

  private void happen(int kind) {
    int number = 1 + random.nextInt(setting.nodes());
    int other = 1 + random.nextInt(setting.nodes());
    switch (kind) {
      case 0, 1 -> restart.accept(number, random.nextBoolean() ? Kind.MACHINE : Kind.PROCESS);
      case 2 -> machines.get(number - 1).disk().crashAfter(1 + random.nextInt(20), Kind.MACHINE);
      case 3 -> cut(number, other);
      case 4, 5 -> {
        trace.add("the network is whole");
        setting.hub().healAll();
      }
      case 6 -> standStill(number);
      case 7 -> paused.clear();
      case 8 -> {
        trace.add("%d: the disk is nearly full", number);
        machines.get(number - 1).fill(random.nextInt(BYTES_LEFT_MAX));
      }
      case 9, 10 -> {
        trace.add("there is room on all disks");
        machines.forEach(Machine::heal);
      }
      case 11 -> {
        trace.add("%d: the next sync fails", number);
        machines.get(number - 1).failNextSync();
      }
      default -> strikeAppointed(kind, number);
    }
  }

  private void strikeAppointed(int kind, int number) {
    switch (kind) {
      case 12, 13 -> reach(number, away());
      case 14 -> reachAll(away());
      case 15, 16, 17 -> reachAll(Reach.THERE);
      case 18 -> loseNews(number);
      case 19 -> {
        isolate(number);
        reach(number, away());
      }
      case 22 -> {
        isolate(number);
        reach(number, away());
        undisturbedUntil = nowMillis() + LASTING_MILLIS;
      }
      case 20 -> {
        isolate(number);
        loseNews(number);
        standStill(number);
      }
      case 21 -> isolate(number);
      default -> {
        paused.clear();
        setting.hub().healAll();
        reachAll(Reach.THERE);
        trace.add("all can reach each other");
      }
    }
  }

  private void cut(int from, int to) {
    trace.add("cut from %d to %d", from, to);
    setting.hub().cut(from, to);
  }

  private void isolate(int number) {
    for (int other = 1; other <= setting.nodes(); other++) {
      if (other != number) {
        cut(number, other);
        cut(other, number);
      }
    }
  }

  private void standStill(int number) {
    trace.add("%d stands still", number);
    paused.add(number);
  }

  private Reach away() {
    Reach[] reaches = Reach.values();
    return reaches[1 + random.nextInt(reaches.length - 1)];
  }

  private void reach(int number, Reach reach) {
    trace.add("%d and the metadata: %s", number, reach);
    setting.metadata().ifPresent(metadata -> metadata.reach(number, reach));
  }

  private void reachAll(Reach reach) {
    for (int number = 1; number <= setting.nodes(); number++) {
      reach(number, reach);
    }
  }

  private void loseNews(int number) {
    trace.add("%d is told nothing by the metadata", number);
    setting.metadata().ifPresent(metadata -> metadata.loseNews(number));
  }
}
