package io.talus.forward;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** Joins nodes: messages take a while, arrive in order, and are lost when a cable is cut. */
final class Cables {
  private static final int MESSAGES_MAX = 64;

  private record Ends(int from, int to) {}

  private final class Cable {
    private final Ends ends;
    private final Queue<PeerMessage> queue = new ArrayDeque<>();
    private final List<Runnable> roomWanted = new ArrayList<>();
    private boolean up = true;
    private boolean stalled;
    private int generation;

    Cable(Ends ends) {
      this.ends = ends;
    }

    boolean add(PeerMessage message) {
      if (!up || queue.size() >= MESSAGES_MAX) {
        return false;
      }
      queue.add(message);
      int sentIn = generation;
      wire.post(() -> deliver(sentIn));
      return true;
    }

    /** Over the wire, then on the receiver's thread. */
    private void deliver(int sentIn) {
      if (generation == sentIn && !stalled && !queue.isEmpty()) {
        PeerMessage message = queue.remove();
        End end = end(ends.to);
        end.loop.post(() -> end.receiver.received(ends.from, message));
        tellOfRoom();
      }
    }

    private void tellOfRoom() {
      List<Runnable> wanted = List.copyOf(roomWanted);
      roomWanted.clear();
      wanted.forEach(end(ends.from).loop::post);
    }

    void cut() {
      up = false;
      generation++;
      queue.clear();
      tellOfRoom();
    }
  }

  private final Schedule.Loop wire;
  private final Map<Integer, End> ends = new HashMap<>();
  private final Map<Ends, Cable> cables = new HashMap<>();
  private final Map<Ends, Integer> notices = new HashMap<>();

  Cables(Schedule schedule) {
    this.wire = schedule.loop();
  }

  private End end(int node) {
    End end = ends.get(node);
    if (end == null) {
      throw new IllegalStateException("no node " + node);
    }
    return end;
  }

  private Cable cable(int from, int to) {
    return cables.computeIfAbsent(new Ends(from, to), Cable::new);
  }

  PeerNetwork attach(int node, Schedule.Loop loop) {
    End end = new End(node, loop);
    ends.put(node, end);
    return end;
  }

  boolean isCut(int one, int other) {
    return !cable(one, other).up;
  }

  /** The connection breaks; each side notices in its own time. */
  void cut(int one, int other) {
    cable(one, other).cut();
    cable(other, one).cut();
    notice(one, other);
    notice(other, one);
  }

  private void notice(int node, int lost) {
    notices.merge(new Ends(node, lost), 1, Integer::sum);
    End end = end(node);
    end.loop.post(
        () -> {
          end.receiver.disconnected(lost);
          notices.merge(new Ends(node, lost), -1, Integer::sum);
        });
  }

  /** Whether both sides have noticed that the connection is gone. */
  boolean isNoticed(int one, int other) {
    return notices.getOrDefault(new Ends(one, other), 0) == 0
        && notices.getOrDefault(new Ends(other, one), 0) == 0;
  }

  /** From here on nothing arrives there any more, and nobody notices. */
  void stall(int from, int to) {
    cable(from, to).stalled = true;
  }

  void heal(int one, int other) {
    cable(one, other).up = true;
    cable(other, one).up = true;
    end(one).loop.post(() -> end(one).receiver.connected(other));
    end(other).loop.post(() -> end(other).receiver.connected(one));
  }

  /** A node's end. */
  private final class End implements PeerNetwork {
    private final int node;
    private final Schedule.Loop loop;
    private Receiver receiver = new Nobody();

    End(int node, Schedule.Loop loop) {
      this.node = node;
      this.loop = loop;
    }

    @Override
    public int featureLevel(int to) {
      return 1;
    }

    @Override
    public void receiver(Receiver taking) {
      receiver = taking;
    }

    @Override
    public void peers(Map<Integer, PeerAddress> peers) {
      // Cables lie between all from the beginning; who cuts one says so.
      peers.keySet().forEach(Cables.this::end);
    }

    @Override
    public boolean send(int to, PeerMessage message) {
      return cable(node, to).add(message);
    }

    @Override
    public boolean hasRoom(int to, PeerMessage message) {
      return cable(node, to).queue.size() < MESSAGES_MAX / 2;
    }

    @Override
    public void whenRoom(int to, Runnable task) {
      Cable cable = cable(node, to);
      if (cable.up && !cable.queue.isEmpty()) {
        cable.roomWanted.add(task);
      } else {
        loop.post(task);
      }
    }

    @Override
    public boolean isConnected(int to) {
      return cable(node, to).up;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }

  private static final class Nobody implements PeerNetwork.Receiver {
    @Override
    public void received(int node, PeerMessage message) {
      throw new AssertionError("nobody receives " + message);
    }

    @Override
    public void connected(int node) {
      throw new AssertionError("nobody is there");
    }

    @Override
    public void disconnected(int node) {
      throw new AssertionError("nobody is there");
    }
  }
}
