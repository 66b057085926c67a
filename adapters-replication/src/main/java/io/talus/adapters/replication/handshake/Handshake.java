package io.talus.adapters.replication.handshake;

import java.util.Optional;

/** One side of a handshake. Owned by the event loop of its connection. */
public sealed interface Handshake permits Dialing, Accepting {

  /** What is to be sent before anything comes; nothing if the other side begins. */
  Optional<HandshakeStep> begin();

  /**
   * The other side's next step has come.
   *
   * @return what is to be sent
   * @throws RefusedException if the other side may not be spoken to
   */
  Optional<HandshakeStep> received(HandshakeStep step);

  /** Present when the handshake is over: all that comes from now on is from this node. */
  Optional<Agreement> agreement();
}
