package io.talus.adapters.replication;

import io.talus.adapters.replication.handshake.ClusterSecret;
import io.talus.adapters.replication.handshake.Identity;
import io.talus.adapters.replication.handshake.VersionRange;
import io.talus.application.port.PeerNetwork.PeerAddress;
import io.talus.testkit.Seeds;
import io.talus.testkit.peer.PeerNode;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Starts nodes on free ports of the loopback address. */
final class TestNodes {
  static final String HOST = "127.0.0.1";
  static final String CLUSTER = "cluster under test";
  static final ClusterSecret SECRET = new ClusterSecret("a secret of all nodes");

  /** For tests that wait until somebody has lost patience. */
  static final PeerTimes QUICK = new PeerTimes(25, 5, 50);

  private TestNodes() {}

  static PeerSettings settings(int node) {
    return new PeerSettings(
        identity(node, VersionRange.CURRENT, 1),
        SECRET,
        null,
        new PeerTimes(250, 5, 50),
        QueueLimits.DEFAULT);
  }

  static Identity identity(int node, VersionRange versions, int featureLevel) {
    return new Identity(CLUSTER, node, versions, featureLevel);
  }

  static PeerSettings with(PeerSettings settings, Identity identity) {
    return new PeerSettings(
        identity, settings.secret(), settings.tls(), settings.times(), settings.limits());
  }

  static PeerSettings with(PeerSettings settings, PeerTimes times) {
    return new PeerSettings(
        settings.identity(), settings.secret(), settings.tls(), times, settings.limits());
  }

  static PeerSettings with(PeerSettings settings, ClusterSecret secret) {
    return new PeerSettings(
        settings.identity(), secret, settings.tls(), settings.times(), settings.limits());
  }

  static PeerSettings with(PeerSettings settings, @Nullable PeerTls tls) {
    return new PeerSettings(
        settings.identity(), settings.secret(), tls, settings.times(), settings.limits());
  }

  static PeerNode start(PeerSettings settings) {
    return start(settings, 0);
  }

  static PeerNode start(PeerSettings settings, int port) {
    TestLoop loop = new TestLoop();
    VertxPeerNetwork network =
        new VertxPeerNetwork(settings, loop.context(), loop, nonces(), Seeds.first());
    int bound = network.listen(new PeerAddress(HOST, port));
    return new PeerNode(
        settings.identity().node(), network, loop, new PeerAddress(HOST, bound), loop::close);
  }

  /** Unlike anybody else's, as in a real node. */
  static SecureRandom nonces() {
    try {
      return SecureRandom.getInstance("NativePRNGNonBlocking");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
