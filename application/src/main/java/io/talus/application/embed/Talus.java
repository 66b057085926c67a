package io.talus.application.embed;

import io.talus.application.assembly.ShardAssembly;
import io.talus.application.command.Reply;
import io.talus.application.host.Host;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.port.TablesRepository;
import io.talus.application.server.Node;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import java.util.random.RandomGenerator;

/**
 * A Talus within this program. {@link #execute} is enough for most; {@link #connect} gives
 * connections of their own for MULTI, SELECT and blocking commands. Safe for several threads.
 */
public final class Talus implements AutoCloseable {
  private final CommandGateway gateway;
  private final EventLoop loop;
  private final Runnable onClose;
  private final Connection connection;

  /**
   * Serves a gateway that runs on the loop.
   *
   * @param onClose ends what serves, the loop included
   */
  public Talus(CommandGateway gateway, EventLoop loop, Runnable onClose) {
    this.gateway = gateway;
    this.loop = loop;
    this.onClose = onClose;
    this.connection = connect();
  }

  /** Keeps everything in memory, in the tier given; it is gone with the program. */
  public static Talus inMemory(
      ResidentTier tier,
      TablesRepository repository,
      ThreadLoop loop,
      RandomGenerator random,
      Settings settings) {
    NodeTables tables =
        NodeTables.open(
            repository,
            Runnable::run,
            loop::post,
            settings.getInt(StorageSettings.TABLES),
            settings.getInt(StorageSettings.TABLE_SLOTS));
    Node node = new Node(settings, Host.embedded(loop.nowMillis()), loop, tables);
    ShardAssembly assembly =
        new ShardAssembly(tables, tier, loop, random, node.viewSettings(), node::isExpiryActive);
    ShardAssembly.Running running =
        assembly.inMemory(node, node.admission(), node.ledger(), node.sessions());
    return new Talus(running.gateway(), loop, loop::close);
  }

  /** A connection of its own. */
  public Connection connect() {
    return new Connection(gateway, loop);
  }

  /**
   * Runs a command and waits for its reply; an error is a {@link Reply.Error}, not an exception.
   */
  public Reply execute(String... command) {
    return connection.execute(command);
  }

  /** As {@link #execute(String...)}, with bytes. */
  public Reply execute(Bytes... command) {
    return connection.execute(command);
  }

  @Override
  public void close() {
    connection.close();
    onClose.run();
  }
}
