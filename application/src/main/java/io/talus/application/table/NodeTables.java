package io.talus.application.table;

import io.talus.application.command.CommandError;
import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.domain.table.TableRefused;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The image of the tables that the node goes by. It is changed as a whole, kept before anybody sees
 * it, and then shown to all that follow it. Belongs to the shard's thread once it serves.
 */
public final class NodeTables {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTables.class);

  private final TablesRepository repository;
  private final List<Consumer<Tables>> followers = new ArrayList<>();
  private Tables current;

  /** What was to be stored last may be there or not. */
  private boolean outcomeUnknown;

  private NodeTables(TablesRepository repository, Tables current) {
    this.repository = repository;
    this.current = current;
  }

  /**
   * Opens what was kept, with the tables that a node has from the start.
   *
   * @param numbered how many those are
   * @param slotCount how many slots each of them gets that does not exist yet
   * @throws MetadataException if it cannot be read or kept
   */
  public static NodeTables open(TablesRepository repository, int numbered, int slotCount) {
    Tables stored = repository.load().orElse(Tables.none());
    Tables current = stored.withNumbered(numbered, slotCount);
    if (current.revision() != stored.revision()) {
      repository.store(current);
    }
    return new NodeTables(repository, current);
  }

  public Tables current() {
    return current;
  }

  /**
   * From now on the consumer is given each new image, within the command that has made it: what has
   * to happen to data is a part of that command's unit.
   */
  public void onChange(Consumer<Tables> follower) {
    followers.add(follower);
  }

  /**
   * Makes a change. It is durable before anybody sees it.
   *
   * @throws CommandError if it cannot be made or kept; then nothing has changed
   */
  public void change(TablesChange change) {
    try {
      findOut();
      Tables next = current.with(change);
      outcomeUnknown = true;
      repository.store(next);
      outcomeUnknown = false;
      show(next);
    } catch (TableRefused refused) {
      throw new CommandError("ERR " + refused.getMessage());
    } catch (MetadataException failed) {
      LOG.error("the tables stay as they are", failed);
      throw new CommandError("MISCONF Errors writing the tables: " + failed.getMessage());
    }
  }

  /** A change that failed may have reached the disk all the same: then it counts. */
  private void findOut() {
    if (outcomeUnknown) {
      Tables stored = repository.load().orElse(current);
      outcomeUnknown = false;
      if (stored.revision() > current.revision()) {
        show(stored);
      }
    }
  }

  private void show(Tables next) {
    current = next;
    followers.forEach(follower -> follower.accept(next));
  }
}
