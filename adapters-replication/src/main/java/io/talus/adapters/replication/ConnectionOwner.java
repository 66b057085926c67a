package io.talus.adapters.replication;

import io.talus.adapters.replication.handshake.Agreement;
import io.talus.application.peer.PeerMessage;

/** Who is told what happens on a connection. Called on the event loop. */
interface ConnectionOwner {
  /** The handshake is over. */
  void agreed(PeerConnection connection, Agreement agreement);

  void received(PeerConnection connection, PeerMessage message);

  /** The connection is no more. Called once, last. */
  void closed(PeerConnection connection);
}
