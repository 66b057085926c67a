package io.talus.application.port;

import io.talus.application.peer.MessageClass;
import io.talus.application.peer.PeerMessage;
import java.util.Map;

/**
 * The way to the other nodes of the cluster. Used by the shard's thread, which also calls the
 * {@link Receiver}.
 *
 * <p>Messages to a node arrive in the order in which they were sent within their {@link
 * MessageClass}, each once or, if the connection breaks, not at all. A class does not wait for one
 * that comes after it. A message that arrives is whole and undamaged, from a node of this cluster
 * that knows its secret.
 *
 * <p>Nodes speak to each other as soon as both know each other's address. There is one connection
 * for each pair of them, which serves both directions: an answer fares as its question does. Who is
 * no node but knows the secret, a manager that is alone, is a guest: it has a negative number,
 * which nobody has to know beforehand, and is told of as a node is.
 *
 * <p>The {@link Receiver} is called from the event loop, never from within {@link #send}, {@link
 * #hasRoom} or {@link #whenRoom}. {@link #peers} and {@link #close} have told it of the connections
 * that they close when they return.
 */
public interface PeerNetwork extends AutoCloseable {

  /** Where a node listens for the others. */
  record PeerAddress(String host, int port) {}

  /** Who takes what other nodes send. */
  interface Receiver {
    /** Between {@link #connected} and {@link #disconnected} of that node. */
    void received(int node, PeerMessage message);

    /** Messages to the node arrive from now on: what waits for an answer may be asked. */
    void connected(int node);

    /**
     * What was sent to the node and not answered, or was about to come from it, may be lost. Called
     * once for each {@link #connected}.
     */
    void disconnected(int node);
  }

  /** Who takes messages. Set once, before {@link #peers}. */
  void receiver(Receiver receiver);

  /**
   * The nodes that there are, by their numbers, without this one. Connections to those that are not
   * mentioned are closed, others are made, again and again.
   */
  void peers(Map<Integer, PeerAddress> peers);

  /**
   * Sends a message, soon.
   *
   * @return false if it will not arrive, as there is no connection, or as too much waits to be sent
   *     already: who sends has to try again later, or to do without
   * @throws IllegalArgumentException if the message is longer than any that a node may send
   */
  boolean send(int node, PeerMessage message);

  /**
   * Whether so little waits to be sent that a message of this class finds room, however large.
   * Snapshots and answers in pieces ask before each piece.
   */
  boolean hasRoom(int node, PeerMessage message);

  /**
   * Runs the task, once, later, when {@link #hasRoom} may have become true, or the connection is
   * gone. For who has just been told that there is no room.
   */
  void whenRoom(int node, Runnable task);

  /** Whether messages to the node arrive at present, as far as this node knows. */
  boolean isConnected(int node);

  /**
   * What the node can do, as can this one: the smaller of the feature levels that both announce. 0
   * if there is no connection.
   */
  int featureLevel(int node);

  @Override
  void close();
}
