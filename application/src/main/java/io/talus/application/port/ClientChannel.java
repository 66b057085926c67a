package io.talus.application.port;

import io.talus.application.command.Reply;

/**
 * A client's connection, as the application sees it. Called on the loop that owns the connection.
 */
public interface ClientChannel {
  /**
   * Takes the next reply, in order. It leaves when its ticket is settled and {@link #release} was
   * called since; with {@link Ticket#NONE} it waits for nothing but the replies before it.
   */
  void send(Reply reply, Ticket ticket);

  /**
   * Runs the task, once, when so little waits to be written that the next piece of a long reply may
   * come; perhaps at once. Never, if the connection is gone before.
   */
  void whenTaken(Runnable task);

  /**
   * Lets replies leave, up to the first whose ticket is pending; those whose tickets were refused
   * are replaced by the errors. Called at the end of a tick, and when a ticket is settled.
   *
   * @return the ticket that keeps the others back; {@link Ticket#NONE} if there are none
   */
  Ticket release();

  /** Goes on with what was received: a command that had to wait is done. */
  void resume();

  /** Stops or goes on reading from the socket; what was read is still executed. */
  void reading(boolean on);

  /** RESP version of what is written from now on: 2 or 3. */
  void protocol(int version);

  /** Which output limit holds from now on; a subscriber is also never closed for being idle. */
  void kind(ClientKind kind);

  /** Closes after what was sent has left; nothing more is executed. */
  void close();

  /** Closes at once; what has not left is lost. */
  void abort();

  /** {@code ip:port}, or the path of a unix socket followed by {@code :0}. */
  String remoteAddress();

  String localAddress();

  /** Whether the client is on this machine: a loopback address, or a unix socket. */
  boolean isLocal();

  /** Whether the client has come in where Redis Cluster is spoken. */
  default boolean isOnClusterPort() {
    return false;
  }

  /** Bytes that were received and not yet executed. */
  long inputBytes();

  /** Bytes that wait to be written. */
  long outputBytes();
}
