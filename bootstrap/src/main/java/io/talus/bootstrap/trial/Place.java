package io.talus.bootstrap.trial;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the cluster is that a command is about. */
final class Place {
  @Option(
      names = "--dir",
      paramLabel = "FOLDER",
      defaultValue = "talus-cluster",
      description = "The cluster's folder (default: ${DEFAULT-VALUE}, below the current one).")
  private Path dir = Path.of("talus-cluster");

  TrialFolder folder() {
    return new TrialFolder(dir);
  }

  /** The cluster that the folder has. */
  TrialCluster cluster() {
    return cluster(folder().settings());
  }

  TrialCluster cluster(TrialSettings settings) {
    return new TrialCluster(folder(), settings, launcher());
  }

  private static String launcher() {
    String home = System.getenv("TALUS_HOME");
    if (home == null) {
      throw new TrialException("TALUS_HOME is not set (expected: that ./talus starts this)");
    }
    return Path.of(home, "talus").toString();
  }
}
