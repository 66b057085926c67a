package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;
import io.talus.testkit.process.ServerCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command {@code talus bench}: Talus beside redis-server on this machine.
 *
 * <p>Exit codes: 0 if every ratio of the table is as wanted, 1 if one is not, 2 if the comparison
 * could not be made. The table of a cluster records and demands nothing: 1 means that replies were
 * errors.
 */
public final class Bench {
  private final BenchOptions options;
  private final Path logs;

  private Bench(BenchOptions options, Path logs) {
    this.options = options;
    this.logs = logs;
  }

  /** Prints the table that {@code args} ask for. */
  public static void main(String[] args) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(Bench::endServers));
    System.exit(run(args));
  }

  /** Who ends the comparison early ends its servers with it. */
  private static void endServers() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
  }

  private static int run(String[] args) throws InterruptedException {
    if (List.of(args).contains("--help")) {
      System.out.print(BenchOptions.USAGE);
      return 0;
    }
    try {
      if (Micro.isWanted(List.of(args))) {
        return Micro.run(List.of(args));
      }
      Path root = Path.of(System.getenv().getOrDefault("TALUS_HOME", "")).toAbsolutePath();
      BenchOptions options = BenchOptions.parse(args, root);
      MachineReport.print(System.out, root);
      return new Bench(options, Files.createDirectories(root.resolve("target/bench"))).table()
          ? 0
          : 1;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("bench: " + e.getMessage());
      return 2;
    }
  }

  private boolean table() throws IOException, InterruptedException {
    RatioTable table = new RatioTable(System.out);
    if (options.table() == BenchOptions.Table.CLUSTER) {
      return new ClusterTable(options, logs, System.out).run();
    }
    if (options.table() == BenchOptions.Table.RANKS) {
      new RankTable(options, table, logs).run();
      return table.below() == 0;
    }
    List<Contestant> contestants = new ArrayList<>();
    try {
      for (ServerCommand command : servers()) {
        contestants.add(
            new Contestant(
                command.name(),
                RunningServer.start(command, log(command, contestants)),
                contestants.isEmpty() && options.before().isEmpty()
                    ? Contestant.AT_ONCE
                    : Contestant.LATER));
      }
      if (options.table() == BenchOptions.Table.SECOND) {
        return new SecondTable(options, contestants, table, System.out).run();
      }
      if (options.table() == BenchOptions.Table.COLLECTIONS) {
        return new CollectionsTable(options, contestants, System.out).run();
      }
      new FirstTable(options, contestants, table).run();
      return table.below() == 0;
    } finally {
      for (Contestant contestant : contestants) {
        contestant.server().close();
      }
    }
  }

  private List<ServerCommand> servers() {
    List<ServerCommand> servers = new ArrayList<>(List.of(options.reference(), options.subject()));
    options.kvrocks().ifPresent(servers::add);
    return servers;
  }

  private Path log(ServerCommand command, List<Contestant> before) {
    return logs.resolve(before.size() + "-" + command.name() + ".log");
  }
}
