package io.talus.bootstrap;

import io.talus.application.decision.DecisionRing;
import io.talus.application.decision.Decisions;
import io.talus.application.manager.Manager;
import io.talus.application.manager.ManagerElection;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import io.talus.application.question.Questions;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.topology.TopologyRepository;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the manager together: beside a node, or alone. Used on the loop. */
final class Managing {
  private static final Logger LOG = LoggerFactory.getLogger(Managing.class);

  /** Two ways to etcd and back; the lease itself is not much longer. */
  private static final long PATIENCE_MILLIS = 1000;

  private Managing() {}

  /**
   * Begins to compete for being the cluster's manager.
   *
   * @param who this is, for people
   */
  static ManagerElection begin(
      MetadataStore metadata,
      TopologyRepository topology,
      Questions questions,
      EventLoop loop,
      Settings settings,
      String who) {
    ManagerElection election = new ManagerElection(metadata, loop, who);
    DecisionRing ring = new DecisionRing(metadata, loop, election::condition);
    new Manager(
        election,
        topology,
        questions,
        new Decisions(ring, loop, who),
        loop,
        () -> settings.get(ClusterSettings.APPOINT_LAGGING));
    return election;
  }

  /** Steps down: another one may take over before the lease is over. Not by the loop. */
  static void end(ManagerElection election, EventLoop loop) {
    CompletableFuture<Boolean> steppedDown = new CompletableFuture<>();
    loop.post(() -> election.stepDown(() -> steppedDown.complete(true)));
    if (!steppedDown.completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS).join()) {
      LOG.info("the metadata does not say that this is the manager no more: its lease ends alone");
    }
    loop.post(election::close);
  }
}
