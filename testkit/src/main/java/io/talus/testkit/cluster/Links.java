package io.talus.testkit.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The network between the nodes: it delays, loses, doubles, and can be cut one way. */
final class Links {
  private record Way(int from, int to) {}

  private final TimeLine time;
  private final RandomGenerator random;
  private final Set<Way> cut = new HashSet<>();
  private final Map<Way, List<Runnable>> held = new HashMap<>();
  private double loss;
  private double doubling;
  private int delayMax = 1;

  Links(TimeLine time, RandomGenerator random) {
    this.time = time;
    this.random = random;
  }

  /** Messages take from one to so many milliseconds. */
  void weather(double newLoss, double newDoubling, int newDelayMax) {
    loss = newLoss;
    doubling = newDoubling;
    delayMax = newDelayMax;
  }

  void cut(int from, int to) {
    cut.add(new Way(from, to));
  }

  void heal() {
    cut.clear();
  }

  /** Keeps what is sent this way, or lets it arrive at last. */
  void hold(int from, int to, boolean hold) {
    Way way = new Way(from, to);
    if (hold) {
      held.putIfAbsent(way, new ArrayList<>());
    } else if (held.containsKey(way)) {
      held.remove(way).forEach(Runnable::run);
    }
  }

  void send(int from, int to, Runnable delivery) {
    if (loss > 0 && random.nextDouble() < loss) {
      return;
    }
    deliver(from, to, delivery);
    if (doubling > 0 && random.nextDouble() < doubling) {
      deliver(from, to, delivery);
    }
  }

  private void deliver(int from, int to, Runnable delivery) {
    int delay = delayMax == 1 ? 1 : random.nextInt(1, delayMax + 1);
    time.in(
        delay,
        () -> {
          Way way = new Way(from, to);
          if (held.containsKey(way)) {
            held.get(way).add(delivery);
          } else if (!cut.contains(way)) {
            delivery.run();
          }
        });
  }
}
