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

/** Puts the manager together: beside a node, or alone. Used on the loop. */
final class Managing {
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
}
