package io.talus.bootstrap.trial;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileLock;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code talus cluster}: a cluster on this machine, to try out, and what may happen to it. */
@Command(
    name = "talus cluster",
    description = "A cluster on this machine, to try out.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT, // so that each command has --help
    subcommands = {StartCommand.class, RelayCommand.class})
public final class ClusterCommand {
  private static final int EXIT_REFUSED = 1;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Runs one command and ends with its code. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new ClusterCommand());
    String version = ClusterCommand.class.getPackage().getImplementationVersion();
    line.getCommandSpec().version("talus " + (version == null ? "(development build)" : version));
    line.setExecutionExceptionHandler(
        (failed, command, parsed) -> {
          if (failed instanceof TrialException refused) {
            command.getErr().println("talus: " + refused.getMessage());
            return EXIT_REFUSED;
          }
          throw failed;
        });
    System.exit(line.execute(args));
  }

  @Command(description = "Ends all processes; their data stays in the folder.")
  int stop(@Mixin Place place) throws IOException {
    return alone(place, TrialCluster::stop);
  }

  @Command(description = "Shows the nodes, who is the manager, and what each leads and follows.")
  int status(
      @Mixin Place place, @Option(names = "--json", description = "For programs.") boolean json) {
    ClusterStatus status = ClusterStatus.of(place.cluster());
    out().print(json ? status.json() : status.text());
    out().flush();
    return 0;
  }

  @Command(description = "kill -9.")
  int kill(@Mixin Place place, @Parameters(paramLabel = "NODE") String node) throws IOException {
    return alone(place, cluster -> cluster.find(node).kill());
  }

  @Command(description = "The process stays as it is and does nothing (SIGSTOP).")
  int pause(@Mixin Place place, @Parameters(paramLabel = "NODE") String node) throws IOException {
    return alone(place, cluster -> cluster.find(node).pause());
  }

  @Command(description = "It goes on (SIGCONT).")
  int resume(@Mixin Place place, @Parameters(paramLabel = "NODE") String node) throws IOException {
    return alone(place, cluster -> cluster.find(node).resume());
  }

  @Command(description = "Starts a node that was killed; one that runs is stopped first.")
  int restart(@Mixin Place place, @Parameters(paramLabel = "NODE") String node) throws IOException {
    return alone(place, cluster -> cluster.restart(node));
  }

  @Command(description = "The node and the other nodes hear nothing of each other any more.")
  int cut(
      @Mixin Place place,
      @Parameters(paramLabel = "NODE") String node,
      @Option(
              names = "--one-way",
              arity = "0..1",
              fallbackValue = "out",
              paramLabel = "out|in",
              description = "out: only the others do not hear it; in: only it does not hear them.")
          @Nullable String oneWay)
      throws IOException {
    if (oneWay != null && !oneWay.matches("out|in")) {
      throw new TrialException("--one-way %s (expected: out or in)".formatted(oneWay));
    }
    String direction = oneWay == null ? "both" : oneWay;
    return alone(
        place, cluster -> show(cluster.tellRelay("cut " + cluster.number(node) + " " + direction)));
  }

  @Command(description = "They hear each other again.")
  int heal(@Mixin Place place, @Parameters(paramLabel = "NODE") String node) throws IOException {
    return alone(place, cluster -> show(cluster.tellRelay("heal " + cluster.number(node))));
  }

  private void show(Map<Integer, Direction> cuts) {
    cuts.forEach(
        (node, direction) ->
            out().println("node " + node + " is cut: " + RelayControl.name(direction)));
    out().flush();
  }

  /** Works on the cluster while no other command does. */
  private static int alone(Place place, Consumer<TrialCluster> work) throws IOException {
    TrialCluster cluster = place.cluster();
    try (FileLock _ = place.folder().lock()) {
      work.accept(cluster);
      return 0;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
