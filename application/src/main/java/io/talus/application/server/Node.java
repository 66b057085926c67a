package io.talus.application.server;

import io.talus.application.catalog.CommandCatalog;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.application.connection.Access;
import io.talus.application.connection.ConnectionCommands;
import io.talus.application.connection.KillClients;
import io.talus.application.connection.Monitors;
import io.talus.application.connection.Pause;
import io.talus.application.connection.RefusalLog;
import io.talus.application.connection.TransactionCommands;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.directory.CommandDirectory;
import io.talus.application.directory.DirectoryCommands;
import io.talus.application.host.ClusterStanding;
import io.talus.application.host.HeapShares;
import io.talus.application.host.Host;
import io.talus.application.host.NodeIdentity;
import io.talus.application.port.EventLoop;
import io.talus.application.session.SessionMemory;
import io.talus.application.session.Sessions;
import io.talus.application.session.WriteHolders;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.Settings;
import io.talus.application.shard.Admission;
import io.talus.application.shard.CommandLedger;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.CommandTables;
import io.talus.application.shard.Shard;
import io.talus.application.slotmap.ClusterMap;
import io.talus.application.statistics.Saves;
import io.talus.application.statistics.Statistics;
import io.talus.application.table.NodeTables;
import io.talus.application.view.ViewSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A node without its data: settings, clients, passwords and counters, and the commands on them. A
 * {@link io.talus.application.assembly.ShardAssembly} takes its parts. Belongs to the shard's
 * thread.
 */
public final class Node implements CommandTables {
  private final Settings settings;
  private final Host host;
  private final EventLoop loop;
  private final NodeTables tables;
  private final Statistics statistics;
  private final Saves saves;
  private final RefusalLog refusals;
  private final Access access;
  private final Monitors monitors;
  private final Sessions sessions;
  private final Pause pause;
  private final NodeAdmission admission;
  private final NodeSettings viewSettings;
  private final Switches switches = new Switches();
  private @Nullable ClusterMap map;
  private DecisionHistory decisions = new DecisionHistory();
  private Supplier<Optional<ClusterStanding>> cluster = Optional::empty;
  private Optional<WriteHolders> holders = Optional.empty();

  public Node(Settings settings, Host host, EventLoop loop, NodeTables tables) {
    this.settings = settings;
    this.host = host;
    this.loop = loop;
    this.tables = tables;
    this.statistics = new Statistics(settings, loop);
    this.saves = new Saves(host.identity().startedAtMillis());
    this.refusals = new RefusalLog(settings, loop);
    this.access = new Access(settings, tables, refusals);
    this.monitors = new Monitors(loop);
    long heapBytes = host.figures().heapBytesMax();
    HeapShares shares = new HeapShares(heapBytes);
    SessionMemory memory =
        new SessionMemory(
            () -> ClientSettings.sessionBytes(settings, heapBytes, shares.sessionBytes()));
    this.sessions = new Sessions(new NodeReception(settings, access, statistics), memory);
    sessions.onClose(monitors::end);
    this.pause = new Pause(sessions, loop);
    this.admission = new NodeAdmission(settings, tables, access, refusals, pause);
    this.viewSettings = new NodeSettings(settings, pause, shares);
  }

  /**
   * The node is part of a cluster, whose map this is. Called before there is a shard.
   *
   * @param history what the cluster's manager has decided
   */
  public void joins(ClusterMap clusterMap, DecisionHistory history) {
    map = clusterMap;
    decisions = history;
  }

  public Sessions sessions() {
    return sessions;
  }

  /** The node is part of a cluster, and says so from now on when it is asked. */
  public void partOf(Supplier<Optional<ClusterStanding>> standing) {
    cluster = standing;
  }

  /** Empty for a node that is alone. */
  private Optional<DecisionHistory> decisionsOf() {
    return map == null ? Optional.empty() : Optional.of(decisions);
  }

  /** Other nodes hold what is written here, and this one knows who has it. */
  public void heldBy(WriteHolders others) {
    holders = Optional.of(others);
  }

  public Admission admission() {
    return admission;
  }

  public CommandLedger ledger() {
    return new NodeLedger(statistics, monitors);
  }

  public ViewSettings viewSettings() {
    return viewSettings;
  }

  /** Whether keys that are due are dropped although nobody looks at them. */
  public boolean isExpiryActive() {
    return switches.isExpiryActive() && pause.mode() == Pause.Mode.NONE;
  }

  @Override
  public CommandTable of(Shard shard, CommandRunner runner) {
    monitors.deliverBy(runner::tell);
    sessions
        .memory()
        .closeBy(
            session -> {
              statistics.clientEvicted();
              KillClients.end(session, sessions, shard.watches(), runner);
            });
    CommandDirectory directory = new CommandDirectory();
    List<List<CommandSpec>> families = new ArrayList<>(CommandCatalog.families());
    families.add(
        ConnectionCommands.table(
            access,
            tables,
            monitors,
            NodeIdentity.REDIS_VERSION,
            sessions,
            pause,
            shard,
            runner,
            loop));
    families.add(TransactionCommands.table(shard, runner, tables));
    families.add(DirectoryCommands.table(directory));
    families.add(
        ServerCommands.table(
            new ServerCommands.Parts(
                settings,
                host,
                loop,
                sessions,
                statistics,
                saves,
                switches,
                shard,
                () -> cluster.get())));
    families.add(
        UpkeepCommands.table(
            new Copies(host.checkpoints(), saves, loop, shard.counters(), shard.catchUp()),
            host.lifecycle(),
            loop,
            shard,
            access,
            tables));
    families.add(WaitCommands.table(settings, shard, () -> holders));
    families.add(
        List.of(
            TableAdministration.container(tables, settings, access, shard, runner, decisionsOf())));
    families.add(
        ObservationCommands.table(statistics, settings, loop, access, refusals, directory));
    families.add(ClusterCommands.table(tables, map, decisions));
    families.add(LibraryCommands.table());
    families.add(DebugCommand.table(settings, switches, loop, shard));
    families.add(MemoryCommands.table(shard, host.figures(), sessions));
    CommandTable table = new CommandTable(families);
    directory.open(table);
    return table;
  }
}
