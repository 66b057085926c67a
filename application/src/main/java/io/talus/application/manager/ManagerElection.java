package io.talus.application.manager;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import io.talus.application.topology.KeptLease;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Competes with others for being the cluster's manager: whoever has written the key {@code manager}
 * with a lease of its own is it, until the lease is over. Belongs to the loop.
 *
 * <pre>
 *               | key is gone, or never was | key is ours      | key is another's
 * lease granted | write it, if it is absent | act while surely | wait
 * no lease      | ask for one               | held             | ask for one
 * </pre>
 *
 * <p>Two guards. It acts only while its own lease is surely held: so there is one manager at a time
 * as far as clocks can be trusted. And all it writes is on condition that its key is still there,
 * at the revision at which it was written: so one that does not know yet that it was replaced
 * changes nothing, whatever clocks do.
 */
public final class ManagerElection implements MetadataStore.Watcher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ManagerElection.class);
  static final String KEY = "manager";

  /** A manager that is gone is replaced after that; failing over async slots waits for it. */
  public static final long LEASE_MILLIS = 3000;

  private static final long RETRY_MILLIS = 300;

  private final MetadataStore store;
  private final EventLoop loop;
  private final String candidate;
  private final KeptLease lease;
  private final MetadataStore.Watch watch;
  private boolean closed;
  private boolean known;
  private boolean campaigning;
  private @Nullable MetadataEntry holder;
  private Runnable steppedDown = () -> {};

  /** With which it was elected when it stepped down; 0 for none. */
  private long ours;

  /**
   * Begins to compete.
   *
   * @param candidate who this is, for people
   */
  public ManagerElection(MetadataStore store, EventLoop loop, String candidate) {
    this.store = store;
    this.loop = loop;
    this.candidate = candidate;
    this.lease = new KeptLease(store, loop, LEASE_MILLIS, granted -> campaign());
    this.watch = store.watch(KEY, this);
  }

  @Override
  public void image(MetadataImage image) {
    known = true;
    show(find(image.entries()));
  }

  @Override
  public void changed(long revision, List<MetadataEntry> written, List<String> deleted) {
    MetadataEntry entry = find(written);
    if (entry != null || deleted.contains(KEY)) {
      show(entry);
    }
  }

  private static @Nullable MetadataEntry find(List<MetadataEntry> entries) {
    return entries.stream().filter(entry -> entry.key().equals(KEY)).findFirst().orElse(null);
  }

  private void show(@Nullable MetadataEntry entry) {
    boolean was = isElected();
    holder = entry;
    if (was != isElected()) {
      LOG.info(was ? "{} is no longer the manager" : "{} is the manager now", candidate);
    }
    if (closed) {
      lookWhetherItHasSteppedDown();
    }
    campaign();
  }

  private void campaign() {
    if (closed || !known || campaigning || holder != null || lease.lease() == 0) {
      return;
    }
    campaigning = true;
    MetadataChange change =
        MetadataChange.nothing()
            .provided(KEY, 0)
            .put(KEY, candidate.getBytes(StandardCharsets.UTF_8), lease.lease());
    // Who has won, and whether it is we, the watch tells: it knows the lease, and so do we.
    store.commit(
        change,
        outcome -> {
          campaigning = false;
          if (!(outcome instanceof CommitOutcome.Committed)) {
            loop.schedule(RETRY_MILLIS, this::campaign);
          }
        });
  }

  private boolean isElected() {
    return holder != null && holder.lease() != 0 && holder.lease() == lease.lease();
  }

  /** Whether this one is the manager, surely, at this moment. */
  public boolean mayAct() {
    return isElected() && lease.isSurelyHeld();
  }

  /** Who is, as far as is known here. */
  public Optional<String> manager() {
    MetadataEntry entry = holder;
    return entry == null
        ? Optional.empty()
        : Optional.of(new String(entry.value(), StandardCharsets.UTF_8));
  }

  /** What has to be true for everything that this manager writes; empty if it is none. */
  public Optional<MetadataChange.Condition> condition() {
    MetadataEntry entry = holder;
    return entry != null && mayAct()
        ? Optional.of(new MetadataChange.Condition(KEY, entry.revision()))
        : Optional.empty();
  }

  /** Makes a change as the manager, or not at all. */
  public void commit(MetadataChange change, Consumer<CommitOutcome> then) {
    condition()
        .ifPresentOrElse(
            mine -> store.commit(change.provided(mine.key(), mine.revision()), then),
            () ->
                loop.post(
                    () ->
                        then.accept(new CommitOutcome.Failed(candidate + " is not the manager"))));
  }

  /**
   * Steps down, so that another one may take over at once.
   *
   * @param then runs when the metadata shows that it has; perhaps never, if that is away
   */
  public void stepDown(Runnable then) {
    ours = isElected() ? lease.lease() : 0;
    closed = true;
    steppedDown = then;
    lease.close();
    lookWhetherItHasSteppedDown();
  }

  private void lookWhetherItHasSteppedDown() {
    MetadataEntry entry = holder;
    if (ours == 0 || entry == null || entry.lease() != ours) {
      ours = 0;
      Runnable told = steppedDown;
      steppedDown = () -> {};
      told.run();
    }
  }

  /** Steps down, and hears of nothing any more. */
  @Override
  public void close() {
    closed = true;
    watch.cancel();
    lease.close();
  }
}
