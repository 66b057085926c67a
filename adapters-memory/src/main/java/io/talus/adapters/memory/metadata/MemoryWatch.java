package io.talus.adapters.memory.metadata;

import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.port.EventLoop;
import io.talus.application.port.MetadataStore.Watcher;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One watcher's view of the metadata. Belongs to the node's loop, but for the news, which come on
 * any.
 */
final class MemoryWatch {
  private static final long REREAD_NANOS =
      TimeUnit.MILLISECONDS.toNanos(MemoryMetadataStore.REREAD_MILLIS);

  private final MemoryMetadata metadata;
  private final EventLoop loop;
  private final String prefix;
  private final Watcher watcher;
  private final MemoryMetadata.News news = this::changed;
  private volatile boolean connected;
  private volatile boolean silent;
  private boolean cancelled;
  private long lookedNanos;
  private long toldRevision;

  MemoryWatch(
      MemoryMetadata metadata, EventLoop loop, String prefix, Watcher watcher, boolean connected) {
    this.metadata = metadata;
    this.loop = loop;
    this.prefix = prefix;
    this.watcher = watcher;
    this.connected = connected;
    // First the news, then the image: what both have is told once.
    metadata.follow(news);
    if (connected) {
      read();
    }
  }

  void connected(boolean now) {
    boolean returned = now && !connected;
    connected = now;
    if (returned) {
      read();
    }
  }

  void silence() {
    silent = true;
  }

  /** Reads everything again if that was long ago. */
  void look() {
    if (connected && loop.nanoTime() - lookedNanos >= REREAD_NANOS) {
      read();
    }
  }

  void cancel() {
    cancelled = true;
    metadata.leave(news);
  }

  private void read() {
    silent = false;
    lookedNanos = loop.nanoTime();
    MetadataImage image = metadata.image(prefix);
    loop.post(() -> tell(image));
  }

  private void changed(long revision, List<MetadataEntry> written, List<String> deleted) {
    List<MetadataEntry> ours =
        written.stream().filter(entry -> entry.key().startsWith(prefix)).toList();
    List<String> gone = deleted.stream().filter(key -> key.startsWith(prefix)).toList();
    boolean heard = connected && !silent;
    if (heard && !(ours.isEmpty() && gone.isEmpty())) {
      loop.post(() -> tell(revision, ours, gone));
    }
  }

  private void tell(MetadataImage image) {
    if (!cancelled && image.revision() >= toldRevision) {
      toldRevision = image.revision();
      watcher.image(image);
    }
  }

  private void tell(long revision, List<MetadataEntry> written, List<String> deleted) {
    if (!cancelled && revision > toldRevision) {
      toldRevision = revision;
      watcher.changed(revision, written, deleted);
    }
  }
}
