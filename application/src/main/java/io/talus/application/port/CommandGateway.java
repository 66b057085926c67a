package io.talus.application.port;

import io.talus.domain.bytes.Bytes;

/**
 * What a server of clients calls: one per event loop, and only on that loop.
 *
 * <p>A server hands over commands in the order in which they came, many of one connection without
 * waiting for replies. When it has handled what the sockets delivered, or the tick has become large
 * enough, it calls {@link #endOfTick} and then writes what {@link ClientChannel#release} let go.
 */
public interface CommandGateway {

  /** A client has connected. The gateway may answer with an error and close at once. */
  ClientSession connected(ClientChannel channel);

  /** Everything that was executed since the last call is one tick. Called with empty ticks, too. */
  void endOfTick();

  /** What a command waits for. */
  enum Awaited {
    /** It does not wait, or not any more: {@link ClientChannel#resume} is called soon. */
    NOTHING,
    /** Data from the disk, which is about to come. */
    DATA,
    /** That the store catches up, which may take seconds. */
    STORE,
    /** What other clients do: it may wait for ever. */
    CLIENTS,
    /** That the server takes such commands again. */
    ADMISSION
  }

  /** The other end of a {@link ClientChannel}. No call comes after {@link #disconnected}. */
  interface ClientSession {
    /**
     * Runs a command; replies go to the channel.
     *
     * @param arguments at least one, the command's name first; the session owns the array
     * @param isPipelined whether several more have been received
     * @return whether the next command may come; if not, it comes after {@link
     *     ClientChannel#resume}
     */
    boolean execute(Bytes[] arguments, boolean isPipelined);

    /** Runs a command behind which nothing has been received. */
    default boolean execute(Bytes[] arguments) {
      return execute(arguments, false);
    }

    /**
     * Tells of a command that comes behind one that waits for data from the disk, so that what it
     * needs may be read with that. It has no effect until it is given to {@link #execute}.
     *
     * @param arguments what {@link #execute} is given next, behind those that this was called for
     *     before
     */
    void readAhead(Bytes[] arguments);

    /**
     * The client sent what is no RESP; nothing more will come. Answers with the error {@code ERR}
     * and the message, and closes.
     */
    void protocolError(String message);

    /**
     * The client sends nothing more, and everything that it has sent was executed: the channel is
     * closed when all replies are there.
     */
    void inputEnded();

    /**
     * What the last command waits for; nothing if it has come to its end (see {@link #execute}).
     */
    Awaited awaits();

    /**
     * Whether the client has proven itself or need not. Before that a server reads only small
     * requests.
     */
    boolean authenticated();

    /**
     * Bytes of arguments that the session keeps of commands that it was given and has not executed:
     * those between MULTI and EXEC, and one that waits.
     */
    long heldBytes();

    /** The connection is gone. Called once. */
    void disconnected();
  }
}
