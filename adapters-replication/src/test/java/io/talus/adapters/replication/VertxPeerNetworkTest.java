package io.talus.adapters.replication;

import io.talus.adapters.replication.handshake.VersionRange;
import io.talus.testkit.peer.PeerNetworkContract;
import io.talus.testkit.peer.PeerNode;

final class VertxPeerNetworkTest extends PeerNetworkContract {

  @Override
  protected PeerNode start(int node, int featureLevel) {
    return TestNodes.start(
        TestNodes.with(
            TestNodes.settings(node),
            TestNodes.identity(node, VersionRange.CURRENT, featureLevel)));
  }
}
