package io.talus.application.question;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.PeerNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks other nodes, or this one, by topic, and answers what they ask. Whoever asks is always told
 * something: the answer, or that there is none. Belongs to the shard's thread.
 */
public final class Questions {
  private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

  /** Some for each node of a large cluster; more are not asked. */
  private static final int OPEN_MAX = 1000;

  /** An answer may need a sync of a log; what takes longer is asked again. */
  public static final long PATIENCE_MILLIS = 1000;

  /** Who answers questions of one topic. */
  @FunctionalInterface
  public interface Topic {
    /**
     * Another node asks, or this one.
     *
     * @param answer takes the answer, once, now or later; too late is as good as never
     * @throws IllegalArgumentException if the question makes no sense
     */
    void asked(byte[] question, Consumer<byte[]> answer);
  }

  /** Somebody waits. */
  private record Open(int node, Consumer<Optional<byte[]>> then, EventLoop.Timer overdue) {}

  private final int self;
  private final PeerNetwork network;
  private final EventLoop loop;
  private final Map<String, Topic> topics = new HashMap<>();
  private final Map<Long, Open> open = new TreeMap<>();
  private long lastId;

  /**
   * Nothing is asked yet.
   *
   * @param self the number of this node, which may ask itself
   */
  public Questions(int self, PeerNetwork network, EventLoop loop) {
    this.self = self;
    this.network = network;
    this.loop = loop;
  }

  /** From now on the topic is answered by that one. */
  public void topic(String name, Topic answering) {
    topics.put(name, answering);
  }

  /**
   * Asks a node.
   *
   * @param then is told, once and later, the answer; empty if the node cannot be reached, does not
   *     know the topic, or says nothing for a second
   */
  public void ask(int node, String topic, byte[] question, Consumer<Optional<byte[]>> then) {
    if (open.size() >= OPEN_MAX) {
      loop.post(() -> then.accept(Optional.empty()));
      return;
    }
    long id = ++lastId;
    open.put(
        id, new Open(node, then, loop.schedule(PATIENCE_MILLIS, () -> end(id, Optional.empty()))));
    if (node == self) {
      loop.post(() -> askSelf(id, topic, question));
    } else if (!network.send(node, new PeerMessage.Question(id, topic, question))) {
      loop.post(() -> end(id, Optional.empty()));
    }
  }

  private void askSelf(long id, String topic, byte[] question) {
    Topic answering = topics.get(topic);
    if (answering == null) {
      end(id, Optional.empty());
    } else {
      answering.asked(question, answer -> loop.post(() -> end(id, Optional.of(answer))));
    }
  }

  private void end(long id, Optional<byte[]> answer) {
    Open ended = open.remove(id);
    if (ended != null) {
      ended.overdue().cancel();
      ended.then().accept(answer);
    }
  }

  /** Another node asks. */
  public void received(int node, PeerMessage.Question question) {
    Topic answering = topics.get(question.topic());
    try {
      if (answering != null) {
        answering.asked(question.question(), answer -> reply(node, question.id(), true, answer));
        return;
      }
    } catch (IllegalArgumentException senseless) {
      LOG.warn("node {} asks '{}': {}", node, question.topic(), senseless.getMessage());
    }
    reply(node, question.id(), false, new byte[0]);
  }

  /** Whoever asked asks again if this gets lost. */
  private void reply(int node, long id, boolean known, byte[] answer) {
    network.send(node, new PeerMessage.QuestionReply(id, known, answer));
  }

  /** Another node answers; perhaps too late. */
  public void received(int node, PeerMessage.QuestionReply reply) {
    Open asked = open.get(reply.id());
    if (asked != null && asked.node() == node) {
      end(reply.id(), reply.known() ? Optional.of(reply.answer()) : Optional.empty());
    }
  }

  /** What the node was asked is not answered any more. */
  public void disconnected(int node) {
    List<Long> lost =
        open.entrySet().stream()
            .filter(each -> each.getValue().node() == node)
            .map(Map.Entry::getKey)
            .toList();
    lost.forEach(id -> end(id, Optional.empty()));
  }
}
