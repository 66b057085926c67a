package io.talus.application.table;

import io.talus.application.command.Reply;
import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.domain.table.TableRefused;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The image of the tables that the node goes by. It is changed as a whole, one change after the
 * other; each is kept, on a thread that may wait for the disk, before anybody sees it, and is then
 * shown to all that follow. Belongs to the shard's thread once it serves.
 */
public final class NodeTables {
  private static final Logger LOG = LoggerFactory.getLogger(NodeTables.class);

  private final TablesRepository repository;
  private final Executor disk;
  private final Executor loop;
  private final List<Consumer<Tables>> followers = new ArrayList<>();

  /** At most one of each client: it waits for the answer. The first is being kept. */
  private final Queue<Proposal> proposals = new ArrayDeque<>();

  private Tables current;

  /** Who decides instead of this node; null while it is alone. */
  private @Nullable Authority authority;

  private long followed;

  /** Who decides about tables where a node is not alone. On the shard's thread. */
  @FunctionalInterface
  public interface Authority {
    /** Makes a change, or answers why not; later. */
    void change(TablesChange change, Consumer<Reply> answer);
  }

  private record Proposal(TablesChange change, Consumer<Reply> answer) {}

  private NodeTables(TablesRepository repository, Executor disk, Executor loop, Tables current) {
    this.repository = repository;
    this.disk = disk;
    this.loop = loop;
    this.current = current;
  }

  /**
   * Opens what was kept, with the tables that a node has from the start.
   *
   * @param disk where the repository is used from now on, one task after the other
   * @param loop the shard's thread; what it is given it runs later, in order
   * @param numbered how many tables a node has from the start
   * @param slotCount how many slots each of them gets that does not exist yet
   * @throws MetadataException if it cannot be read or kept
   */
  public static NodeTables open(
      TablesRepository repository, Executor disk, Executor loop, int numbered, int slotCount) {
    Tables stored = repository.load().orElse(Tables.none());
    Tables current = stored.withNumbered(numbered, slotCount);
    if (current.revision() != stored.revision()) {
      repository.store(current);
    }
    return new NodeTables(repository, disk, loop, current);
  }

  /**
   * The tables of a cluster that the node belongs to: as they were told last. What is kept may be
   * newer than that, where the metadata is away or has not told all yet: a table is kept before it
   * holds anything.
   *
   * @throws MetadataException if what is kept cannot be read
   */
  public static NodeTables ofCluster(
      TablesRepository repository, Executor disk, Executor loop, Tables told) {
    Tables kept = repository.load().orElse(told);
    Tables newest = kept.revision() > told.revision() ? kept : told;
    NodeTables tables = new NodeTables(repository, disk, loop, newest);
    tables.followed = newest.revision();
    return tables;
  }

  public Tables current() {
    return current;
  }

  /** From now on the consumer is given each new image, on the loop, outside of any command. */
  public void onChange(Consumer<Tables> follower) {
    followers.add(follower);
  }

  /**
   * Makes a change when those before it are made.
   *
   * @param answer is given the reply, later: {@code OK} when the change is durable and everybody
   *     sees it, or why there is none
   */
  public void change(TablesChange change, Consumer<Reply> answer) {
    if (authority != null) {
      authority.change(change, answer);
      return;
    }
    proposals.add(new Proposal(change, answer));
    if (proposals.size() == 1) {
      loop.execute(this::keepNext);
    }
  }

  /** From now on somebody else decides, and says so by {@link #follow}. */
  public void decidedBy(Authority decides) {
    authority = decides;
  }

  /**
   * The tables are so now, as others have decided. They are kept for the next start, and shown;
   * nothing happens if they were known already.
   */
  public void follow(Tables decided) {
    if (decided.revision() > followed) {
      followed = decided.revision();
      disk.execute(() -> keepFollowed(decided));
    }
  }

  /** On the thread that may wait. A node that forgets them learns them again. */
  private void keepFollowed(Tables decided) {
    try {
      long kept = repository.load().map(Tables::revision).orElse(0L);
      if (kept < decided.revision()) { // else the process before has kept it
        repository.store(decided);
      }
    } catch (RuntimeException failed) {
      LOG.error("the tables cannot be kept", failed);
    }
    loop.execute(
        () -> {
          if (decided.revision() > current.revision()) {
            current = decided;
            followers.forEach(follower -> follower.accept(decided));
          }
        });
  }

  private void keepNext() {
    Proposal proposal = proposals.peek();
    if (proposal == null) {
      return;
    }
    try {
      Tables next = current.with(proposal.change);
      disk.execute(() -> keep(next));
    } catch (TableRefused refused) {
      answer(new Reply.Error("ERR " + refused.getMessage()));
    }
  }

  /** On the thread that may wait; whatever happens there, the loop is told. */
  private void keep(Tables next) {
    try {
      repository.store(next);
      loop.execute(() -> kept(next, Reply.OK));
    } catch (RuntimeException failed) {
      LOG.error("the tables cannot be kept", failed);
      Reply error = new Reply.Error("MISCONF Errors writing the tables: " + failed.getMessage());
      boolean isThere = isThere(next);
      loop.execute(() -> kept(isThere ? next : current, error));
    }
  }

  /** What failed half may have come so far that the next start sees it: then it counts. */
  private boolean isThere(Tables next) {
    try {
      return repository.load().filter(next::equals).isPresent();
    } catch (RuntimeException unreadable) {
      LOG.error("the tables cannot be read", unreadable);
      return false;
    }
  }

  private void kept(Tables image, Reply reply) {
    if (!image.equals(current)) {
      current = image;
      followers.forEach(follower -> follower.accept(image));
    }
    answer(reply);
  }

  private void answer(Reply reply) {
    Proposal answered = proposals.remove();
    loop.execute(this::keepNext);
    answered.answer.accept(reply);
  }
}
