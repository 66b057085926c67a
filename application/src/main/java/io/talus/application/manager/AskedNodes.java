package io.talus.application.manager;

import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import io.talus.application.question.Questions;
import io.talus.application.topology.ClusterImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All nodes, as a manager speaks to them that is none of them. Belongs to its loop.
 *
 * <p>It asks, and hears answers; whatever else nodes say to each other is not for it.
 */
public final class AskedNodes implements PeerNetwork.Receiver {
  private static final Logger LOG = LoggerFactory.getLogger(AskedNodes.class);

  private final int self;
  private final PeerNetwork network;
  private final Questions questions;

  /**
   * Knows nobody yet.
   *
   * @param self a number that no node has
   */
  public AskedNodes(int self, PeerNetwork network, Questions questions) {
    this.self = self;
    this.network = network;
    this.questions = questions;
    network.receiver(this);
  }

  /** The cluster is so now. */
  public void follow(ClusterImage image) {
    network.peers(image.peersOf(self));
  }

  @Override
  public void received(int node, PeerMessage message) {
    if (message instanceof PeerMessage.QuestionReply reply) {
      questions.received(node, reply);
    } else if (message instanceof PeerMessage.Question question) {
      questions.received(node, question);
    }
  }

  @Override
  public void connected(int node) {
    LOG.info("connected to node {}", node);
  }

  @Override
  public void disconnected(int node) {
    LOG.info("disconnected from node {}", node);
    questions.disconnected(node);
  }
}
