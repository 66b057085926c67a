package io.talus.simulation;

import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.SlotMessage;
import io.talus.application.port.PeerNetwork;
import io.talus.application.replication.Replicas;
import io.talus.domain.replication.message.Message;

/** Takes what leaders of older epochs send as if it came from one of the replica's own. */
final class ForgetfulReceiver implements PeerNetwork.Receiver {
  private final PeerNetwork.Receiver receiver;
  private final Replicas replicas;

  ForgetfulReceiver(PeerNetwork.Receiver receiver, Replicas replicas) {
    this.receiver = receiver;
    this.replicas = replicas;
  }

  @Override
  public void received(int node, PeerMessage message) {
    receiver.received(
        node,
        message instanceof PeerMessage.Slots slots
            ? new PeerMessage.Slots(slots.messages().stream().map(this::renewed).toList())
            : message);
  }

  private SlotMessage renewed(SlotMessage of) {
    long epoch = replicas.epoch(of.slot());
    return of.message() instanceof Message.Append append && append.epoch() < epoch
        ? new SlotMessage(
            of.slot(),
            new Message.Append(
                append.from(),
                append.to(),
                epoch,
                append.entries(),
                append.commit(),
                append.round(),
                append.support()),
            of.records())
        : of;
  }

  @Override
  public void connected(int node) {
    receiver.connected(node);
  }

  @Override
  public void disconnected(int node) {
    receiver.disconnected(node);
  }
}
