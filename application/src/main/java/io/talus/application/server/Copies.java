package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.execution.ShardCounters;
import io.talus.application.following.CatchUp;
import io.talus.application.host.Checkpoints;
import io.talus.application.port.EventLoop;
import io.talus.application.port.StoreException;
import io.talus.application.statistics.Saves;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SAVE, BGSAVE and LASTSAVE: copies of the data that a node can be started from. */
final class Copies {
  private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
  private static final String UNDER_WAY = "ERR Background save already in progress";

  private final Checkpoints checkpoints;
  private final Saves saves;
  private final EventLoop loop;
  private final ShardCounters counters;
  private final CatchUp catchUp;

  Copies(
      Checkpoints checkpoints,
      Saves saves,
      EventLoop loop,
      ShardCounters counters,
      CatchUp catchUp) {
    this.checkpoints = checkpoints;
    this.saves = saves;
    this.loop = loop;
    this.counters = counters;
    this.catchUp = catchUp;
  }

  /** SAVE. Holds up every client until the copy is made, as in Redis. */
  Reply save() {
    begin();
    boolean good = false;
    try {
      LOG.info("the data was copied to {}", checkpoints.take(name()));
      good = true;
      return Reply.OK;
    } catch (StoreException failed) {
      LOG.error("the data was not copied", failed);
      throw new CommandError("ERR " + failed.getMessage());
    } finally {
      saves.end(good, loop.nowMillis());
    }
  }

  /**
   * BGSAVE. The store comes as far as the log is now in its own way, and is copied beside whatever
   * goes on: nobody waits for it.
   */
  Reply saveInBackground(Arguments args) {
    if (args.count() > 2 || (args.count() == 2 && !args.is(1, "SCHEDULE"))) {
      throw Errors.syntax();
    }
    begin();
    String name = name();
    catchUp.await(
        () -> checkpoints.takeInBackground(name, this::copied, this::notCopied), this::notCopied);
    return new Reply.Simple("Background saving started");
  }

  private void copied(Path copy) {
    LOG.info("the data was copied to {}", copy);
    saves.end(true, loop.nowMillis());
  }

  private void notCopied(String reason) {
    LOG.error("the data was not copied: {}", reason);
    saves.end(false, loop.nowMillis());
  }

  private void begin() {
    if (saves.isUnderWay()) {
      throw new CommandError(UNDER_WAY);
    }
    saves.begin(loop.nowMillis(), counters.units());
  }

  private String name() {
    return Long.toString(loop.nowMillis());
  }

  /** LASTSAVE. */
  Reply lastSave() {
    return Reply.integer(saves.lastSeconds());
  }
}
