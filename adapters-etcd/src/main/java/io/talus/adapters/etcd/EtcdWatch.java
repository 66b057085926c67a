package io.talus.adapters.etcd;

import io.etcd.jetcd.api.Event;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.WatchResponse;
import io.talus.application.background.FailureLog;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore;
import io.talus.application.port.MetadataStore.Watcher;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a prefix: an image, and from its revision on a stream of changes. Belongs to the loop.
 *
 * <p>Whatever happens to the stream (it breaks, etcd has compacted what it should tell, the member
 * has lost its leader) it begins again with an image. A stream may also go silent without breaking,
 * or lose an event (jetcd issue 1055, etcd 18089). So one that has said nothing for a while is
 * asked for a sign of life, and all is read again now and then. What revision a sign of life names
 * is not relied on: before 3.4.25 it could overtake events (etcd 15220).
 */
final class EtcdWatch {
  private static final Logger LOG = LoggerFactory.getLogger(EtcdWatch.class);

  /** A node that follows the topology late sends clients astray meanwhile. */
  static final long RETRY_MILLIS = 500;

  static final long REREAD_MILLIS = 30_000;

  private static final long SILENT_MILLIS = 5000;
  private static final long ANSWER_MILLIS = 2000;

  /** A stream that has said nothing for so long is left. */
  static final long DEAD_MILLIS = SILENT_MILLIS + ANSWER_MILLIS;

  private static final long LOOK_MILLIS = 500;

  private final MetadataStore store;
  private final EventLoop loop;
  private final Channels channels;
  private final Keyspace keys;
  private final Requests requests;
  private final String prefix;
  private final Watcher watcher;
  private final FailureLog gone;

  /** What was begun before the last beginning is over. */
  private long beginning;

  private boolean cancelled;
  private @Nullable EtcdStream stream;
  private long toldRevision;
  private long heardNanos;
  private long readNanos;
  private boolean asked;

  EtcdWatch(
      MetadataStore store,
      EventLoop loop,
      Channels channels,
      Keyspace keys,
      Requests requests,
      String prefix,
      Watcher watcher) {
    this.store = store;
    this.loop = loop;
    this.channels = channels;
    this.keys = keys;
    this.requests = requests;
    this.prefix = prefix;
    this.watcher = watcher;
    this.gone = new FailureLog(LOG, "etcd has gone back", loop::nanoTime);
  }

  void begin() {
    end();
    long mine = beginning;
    store.read(
        prefix,
        read -> {
          if (mine == beginning) {
            begun(read);
          }
        });
  }

  private void begun(MetadataRead read) {
    switch (read) {
      case MetadataRead.Found found when found.image().revision() >= toldRevision -> {
        tell(found.image());
        open(found.image().revision() + 1);
      }
      case MetadataRead.Found found -> {
        gone.add(
            new IllegalStateException(
                "revision %d (expected: at least %d); was it restored from a backup?"
                    .formatted(found.image().revision(), toldRevision)));
        beginLater();
      }
      case MetadataRead.Failed failed -> {
        LOG.debug("what is below '{}' cannot be read: {}", prefix, failed.reason());
        beginLater();
      }
    }
  }

  private void beginLater() {
    end();
    long mine = beginning;
    loop.schedule(
        RETRY_MILLIS,
        () -> {
          if (mine == beginning && !cancelled) {
            begin();
          }
        });
  }

  private void end() {
    beginning++;
    EtcdStream open = stream;
    stream = null;
    if (open != null) {
      open.cancel();
    }
  }

  private void tell(MetadataImage image) {
    readNanos = loop.nanoTime();
    if (!cancelled) {
      toldRevision = image.revision();
      watcher.image(image);
    }
  }

  private void open(long firstRevision) {
    if (cancelled) {
      return;
    }
    long mine = beginning;
    heardNanos = loop.nanoTime();
    asked = false;
    stream =
        EtcdStream.open(
            channels.current(),
            loop,
            requests.watch(prefix, firstRevision),
            response -> {
              if (mine == beginning) {
                heard(response);
              }
            },
            () -> {
              if (mine == beginning) {
                beginLater();
              }
            });
    loop.schedule(LOOK_MILLIS, () -> look(mine));
  }

  private void heard(WatchResponse response) {
    heardNanos = loop.nanoTime();
    asked = false;
    if (response.getCanceled()) {
      LOG.info(
          "etcd has ended the watch of '{}': {} (compacted: {})",
          prefix,
          response.getCancelReason(),
          response.getCompactRevision());
      beginLater();
      return;
    }
    List<Event> oneRevision = new ArrayList<>();
    for (Event event : response.getEventsList()) {
      if (!oneRevision.isEmpty() && revision(oneRevision.getFirst()) != revision(event)) {
        tell(oneRevision);
        oneRevision.clear();
      }
      oneRevision.add(event);
    }
    tell(oneRevision);
  }

  private static long revision(Event event) {
    return event.getKv().getModRevision();
  }

  /** Those of one change; an image may have told them already. */
  private void tell(List<Event> events) {
    if (cancelled || events.isEmpty() || revision(events.getFirst()) <= toldRevision) {
      return;
    }
    toldRevision = revision(events.getFirst());
    List<MetadataEntry> written = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    for (Event event : events) {
      KeyValue changed = event.getKv();
      if (event.getType() == Event.EventType.PUT) {
        written.add(keys.entry(changed));
      } else {
        deleted.add(keys.name(changed.getKey()));
      }
    }
    watcher.changed(toldRevision, written, deleted);
  }

  /** Whether the stream still lives, and told all. */
  private void look(long mine) {
    EtcdStream open = stream;
    if (mine != beginning || cancelled || open == null) {
      return;
    }
    loop.schedule(LOOK_MILLIS, () -> look(mine));
    long silentMillis = millisSince(heardNanos);
    if (silentMillis >= DEAD_MILLIS) {
      LOG.info("etcd at {} says nothing to the watch of '{}'", open.member().name(), prefix);
      channels.leave(open.member());
      begin();
    } else if (silentMillis >= SILENT_MILLIS && !asked) {
      asked = true;
      open.send(Requests.signOfLife());
    } else if (millisSince(readNanos) >= REREAD_MILLIS) {
      reread(mine);
    }
  }

  private void reread(long mine) {
    readNanos = loop.nanoTime();
    store.read(
        prefix,
        read -> {
          boolean isNews =
              read instanceof MetadataRead.Found found && found.image().revision() > toldRevision;
          if (mine == beginning && isNews) {
            tell(((MetadataRead.Found) read).image());
          }
        });
  }

  private long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(loop.nanoTime() - nanos);
  }

  void cancel() {
    cancelled = true;
    end();
  }
}
