package io.talus.application.embed;

import io.talus.application.catalog.CommandCatalog;
import io.talus.application.command.Reply;
import io.talus.application.port.CommandGateway;
import io.talus.application.port.EventLoop;
import io.talus.application.port.ResidentTier;
import io.talus.application.session.Sessions;
import io.talus.application.shard.Admission;
import io.talus.application.shard.CommandLedger;
import io.talus.application.shard.ShardAssembly;
import io.talus.application.shard.ViewSettings;
import io.talus.domain.bytes.Bytes;
import java.util.random.RandomGenerator;

/**
 * A Talus within this program. {@link #execute} is enough for most; {@link #connect} gives
 * connections of their own for MULTI, SELECT and blocking commands. Safe for several threads.
 */
public final class Talus implements AutoCloseable {
  private static final int TABLES = 16;
  private static final int SLOTS = 1024;

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
  public static Talus inMemory(ResidentTier tier, ThreadLoop loop, RandomGenerator random) {
    ShardAssembly assembly =
        new ShardAssembly(TABLES, SLOTS, tier, loop, random, ViewSettings.defaults(), () -> true);
    ShardAssembly.Running running =
        assembly.inMemory(
            (shard, runner) -> CommandCatalog.standard(),
            Admission.open(),
            CommandLedger.none(),
            new Sessions((session, connected) -> session.authenticated(true)));
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
