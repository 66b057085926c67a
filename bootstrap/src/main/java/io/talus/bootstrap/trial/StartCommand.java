package io.talus.bootstrap.trial;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code talus cluster start}. What is not said is as the folder has it, or the default. */
@Command(
    name = "start",
    description = "Starts etcd and the nodes; a folder that has a cluster goes on with its data.")
final class StartCommand implements Callable<Integer> {
  private static final int NODES = 3;
  private static final int BASE_PORT = 7000;
  private static final int SLOTS = 64;
  private static final int REPLICAS = 3;
  private static final String CONSISTENCY = "quorum";
  private static final String MEMORY = "512mb";
  private static final int SECRET_BYTES = 16;

  @Mixin private Place place = new Place();

  @Option(names = "--nodes", description = "How many nodes (default: 3).")
  private @Nullable Integer nodes;

  @Option(names = "--base-port", description = "Node 1 serves on the next one (default: 7000).")
  private @Nullable Integer basePort;

  @Option(names = "--slots", description = "The slots of table 0 (default: 64).")
  private @Nullable Integer slots;

  @Option(names = "--replicas", description = "The replicas of a slot (default: 3).")
  private @Nullable Integer replicas;

  @Option(names = "--consistency", description = "quorum (default) or async.")
  private @Nullable String consistency;

  @Option(names = "--memory", description = "The memory-budget of a node (default: 512mb).")
  private @Nullable String memory;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    TrialFolder folder = place.folder();
    folder.make();
    try (FileLock _ = folder.lock()) {
      Optional<TrialSettings> there = folder.find();
      there.ifPresent(this::requireSame);
      TrialSettings settings = there.orElseGet(this::fresh);
      if (there.isEmpty()) {
        EtcdMember.requireProgram(Programs.path());
        requireFree(settings);
        folder.save(settings);
      }
      TrialCluster cluster = place.cluster(settings);
      cluster.start();
      cluster.awaitLeaders();
      tell(folder, cluster);
      return 0;
    }
  }

  private TrialSettings fresh() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    int count = or(nodes, NODES);
    return new TrialSettings(
        count,
        or(basePort, BASE_PORT),
        or(slots, SLOTS),
        or(replicas, Math.min(REPLICAS, count)),
        or(consistency, CONSISTENCY),
        or(memory, MEMORY),
        HexFormat.of().formatHex(secret));
  }

  private static <T> T or(@Nullable T said, T otherwise) {
    return said == null ? otherwise : said;
  }

  private void requireFree(TrialSettings settings) {
    place.cluster(settings).requirePorts();
  }

  private void requireSame(TrialSettings there) {
    requireSame("--nodes", nodes, there.nodes());
    requireSame("--base-port", basePort, there.basePort());
    requireSame("--slots", slots, there.slots());
    requireSame("--replicas", replicas, there.replicas());
    requireSame("--consistency", consistency, there.consistency());
    requireSame("--memory", memory, there.memory());
  }

  private static <T> void requireSame(String option, @Nullable T said, T there) {
    if (said != null && !said.equals(there)) {
      throw new TrialException(
          "%s %s: the cluster in the folder has %s (another --dir makes another one)"
              .formatted(option, said, there));
    }
  }

  private void tell(TrialFolder folder, TrialCluster cluster) {
    PrintWriter out = spec.commandLine().getOut();
    TrialPorts ports = cluster.settings().ports();
    out.print(ClusterStatus.of(cluster).text());
    out.println();
    out.println("It runs in " + folder.path() + ". Try:");
    out.println("  redis-cli -p " + ports.client(1) + " set greeting hello");
    out.println("  ./talus cluster kill 1 && redis-cli -p " + ports.client(2) + " get greeting");
    out.println("  ./talus cluster status; ./talus cluster restart 1; ./talus cluster stop");
    out.flush();
  }
}
