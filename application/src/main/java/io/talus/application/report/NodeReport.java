package io.talus.application.report;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.host.ClusterStanding;
import io.talus.application.host.Host;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.session.Sessions;
import io.talus.application.settings.ClusterSettings;
import io.talus.application.settings.Settings;
import io.talus.application.shard.Shard;
import io.talus.application.statistics.Saves;
import io.talus.application.statistics.Statistics;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** INFO: the node about itself. */
public final class NodeReport implements SessionCommand {
  private static final String MODULES = "modules";

  /** The sections that only come when they are asked for. */
  private static final Set<String> DETAILS = Set.of("commandstats", "latencystats");

  private final List<Section> sections;
  private final Supplier<Optional<ClusterStanding>> cluster;

  public NodeReport(
      Host host,
      Settings settings,
      EventLoop loop,
      Sessions sessions,
      Statistics statistics,
      Saves saves,
      Shard shard,
      Supplier<Optional<ClusterStanding>> cluster) {
    this.cluster = cluster;
    this.sections =
        List.of(
            new ServerSection(host.identity(), settings, loop),
            new ClientsSection(sessions, settings),
            new MemorySection(host.figures(), sessions, shard),
            new PersistenceSection(host.figures(), saves, shard.counters()),
            new StatsSection(statistics, shard.counters(), host.figures(), loop),
            FixedSection.of(
                "Replication",
                "role",
                "master",
                "connected_slaves",
                "0",
                "master_failover_state",
                "no-failover",
                "master_replid",
                host.identity().historyId(),
                "master_replid2",
                "0".repeat(40),
                "master_repl_offset",
                "0",
                "second_repl_offset",
                "-1",
                "repl_backlog_active",
                "0",
                "repl_backlog_size",
                "0",
                "repl_backlog_first_byte_offset",
                "0",
                "repl_backlog_histlen",
                "0"),
            new CpuSection(host.figures()),
            FixedSection.of("Modules"),
            new CommandSection(statistics),
            new ErrorSection(statistics),
            new LatencySection(statistics, settings),
            FixedSection.of(
                "Cluster", "cluster_enabled", ClusterSettings.isClustered(settings) ? "1" : "0"),
            new KeyspaceSection(shard),
            new ClusterSection(cluster));
  }

  @Override
  public Reply run(Arguments args, Session session) {
    Set<String> wanted = wanted(args);
    Lines lines = new Lines();
    for (Section section : sections) {
      if (wanted.contains(name(section)) && isThere(section)) {
        lines.title(section.title());
        section.write(lines);
      }
    }
    return new Reply.Verbatim(lines.toString());
  }

  /** Who speaks to a node that is alone gets what Redis has, and no more. */
  private boolean isThere(Section section) {
    return !(section instanceof ClusterSection) || cluster.get().isPresent();
  }

  private static String name(Section section) {
    return section.title().toLowerCase(Locale.ROOT);
  }

  private Set<String> wanted(Arguments args) {
    Set<String> wanted = new HashSet<>();
    for (int i = 1; i < args.count(); i++) {
      String name = args.text(i).toLowerCase(Locale.ROOT);
      switch (name) {
        case "default" -> addDefault(wanted);
        case "all" -> addAll(wanted, false);
        case "everything" -> addAll(wanted, true);
        case "module_list" -> wanted.add(MODULES);
        default -> wanted.add(name);
      }
    }
    if (args.count() == 1) {
      addDefault(wanted);
    }
    return wanted;
  }

  private void addDefault(Set<String> wanted) {
    for (Section section : sections) {
      if (!DETAILS.contains(name(section))) {
        wanted.add(name(section));
      }
    }
  }

  private void addAll(Set<String> wanted, boolean modules) {
    for (Section section : sections) {
      if (modules || !name(section).equals(MODULES)) {
        wanted.add(name(section));
      }
    }
  }
}
