package io.talus.testkit.metadata;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.MetadataStore;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks stores from the thread of a test, which waits for the outcomes. */
public final class MetadataUnderTest {
  private static final long LOOK_MILLIS = 10;

  private final MetadataFixture fixture;

  public MetadataUnderTest(MetadataFixture fixture) {
    this.fixture = fixture;
  }

  /** A further node's store. */
  public MetadataStore join() {
    return onLoop(fixture::join);
  }

  /** Does something on the loop. */
  public <T> T onLoop(Supplier<T> work) {
    return outcome(then -> then.accept(work.get()));
  }

  /** What the call, made on the loop, is answered. */
  public <T> T outcome(Consumer<Consumer<T>> call) {
    CompletableFuture<T> future = new CompletableFuture<>();
    fixture
        .loop()
        .post(
            () -> {
              try {
                call.accept(future::complete);
              } catch (RuntimeException failed) {
                future.completeExceptionally(failed);
              }
            });
    fixture.await(future);
    return future.join();
  }

  /** Waits until it is true; it is asked on the loop. */
  public void until(BooleanSupplier condition) {
    CompletableFuture<Void> future = new CompletableFuture<>();
    fixture.loop().post(() -> look(condition, future));
    fixture.await(future);
  }

  private void look(BooleanSupplier condition, CompletableFuture<Void> future) {
    if (condition.getAsBoolean()) {
      future.complete(null);
    } else {
      fixture.loop().schedule(LOOK_MILLIS, () -> look(condition, future));
    }
  }

  public CommitOutcome commit(MetadataStore store, MetadataChange change) {
    return outcome(then -> store.commit(change, then));
  }

  /** Makes a change that nothing speaks against; returns its revision. */
  public long committed(MetadataStore store, MetadataChange change) {
    return assertInstanceOf(CommitOutcome.Committed.class, commit(store, change)).revision();
  }

  public MetadataRead read(MetadataStore store, String prefix) {
    return outcome(then -> store.read(prefix, then));
  }

  public MetadataImage image(MetadataStore store, String prefix) {
    return assertInstanceOf(MetadataRead.Found.class, read(store, prefix)).image();
  }

  /** All entries below the prefix, as text. */
  public Map<String, String> texts(MetadataStore store, String prefix) {
    return texts(image(store, prefix));
  }

  static Map<String, String> texts(MetadataImage image) {
    Map<String, String> texts = new TreeMap<>();
    image.entries().forEach(entry -> texts.put(entry.key(), text(entry)));
    return texts;
  }

  static String text(MetadataEntry entry) {
    return new String(entry.value(), StandardCharsets.UTF_8);
  }

  public LeaseOutcome.Held granted(MetadataStore store, long millis) {
    return assertInstanceOf(
        LeaseOutcome.Held.class,
        this.<LeaseOutcome>outcome(then -> store.grantLease(millis, then)));
  }

  public LeaseOutcome keepAlive(MetadataStore store, long lease) {
    return outcome(then -> store.keepAlive(lease, then));
  }

  /** Puts one key. */
  public static MetadataChange put(String key, String value) {
    return MetadataChange.nothing().put(key, bytes(value));
  }

  /** A key as somebody has written it. */
  public static MetadataEntry entry(String key, String value, long revision) {
    return new MetadataEntry(key, bytes(value), revision, 0);
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
