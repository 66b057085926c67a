package io.talus.testkit.metadata;

import static io.talus.testkit.metadata.MetadataUnderTest.bytes;
import static io.talus.testkit.metadata.MetadataUnderTest.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataChange;
import io.talus.application.metadata.MetadataEntry;
import io.talus.application.metadata.MetadataImage;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.MetadataStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link MetadataStore}: an adapter's test extends this class and says what the
 * stores are joined to.
 */
public abstract class MetadataStoreContract {
  /** etcd grants none shorter than two seconds. */
  private static final long LEASE_MILLIS = 2000;

  private MetadataFixture fixture;
  private MetadataUnderTest metadata;
  private MetadataStore store;

  /** Metadata without anything in it. */
  protected abstract MetadataFixture start();

  @BeforeEach
  void startAndJoin() {
    fixture = start();
    metadata = new MetadataUnderTest(fixture);
    store = metadata.join();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void nothingIsThereAtFirst() {
    assertEquals(List.of(), metadata.image(store, "").entries());
  }

  @Test
  void whatIsWrittenIsThereForEveryNode() {
    MetadataStore other = metadata.join();

    long revision = metadata.committed(store, put("b", "2").put("a", bytes("1")));

    MetadataImage image = metadata.image(other, "");
    assertEquals(revision, image.revision());
    assertEquals(List.of("a", "b"), image.entries().stream().map(MetadataEntry::key).toList());
    assertEquals(
        List.of(revision, revision),
        image.entries().stream().map(MetadataEntry::revision).toList());
  }

  @Test
  void prefixIsReadAlone() {
    metadata.committed(store, put("a/1", "1").put("a/2", bytes("2")).put("a0", bytes("3")));
    metadata.committed(store, put("a", "4"));

    assertEquals(Map.of("a/1", "1", "a/2", "2"), metadata.texts(store, "a/"));
  }

  @Test
  void everyValueComesBackAsItWas() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }

    metadata.committed(store, put("empty", "").put("full", all));

    List<MetadataEntry> entries = metadata.image(store, "").entries();
    assertArrayEquals(new byte[0], entries.get(0).value());
    assertArrayEquals(all, entries.get(1).value());
  }

  @Test
  void changeIsMadeAsLongAsItsConditionsHold() {
    long first = metadata.committed(store, put("a", "1").provided("a", 0));
    long second = metadata.committed(store, put("a", "2").provided("a", first));

    assertTrue(second > first);
    assertEquals(Map.of("a", "2"), metadata.texts(store, ""));
  }

  @Test
  void oneConditionThatDoesNotHoldPreventsAllOfIt() {
    long a = metadata.committed(store, put("a", "1"));
    metadata.committed(store, put("b", "1"));

    MetadataChange late = put("a", "2").put("c", bytes("2")).provided("a", a).provided("b", a);
    MetadataChange existing = put("c", "2").provided("b", 0);
    MetadataChange missing = put("c", "2").provided("d", a);

    for (MetadataChange change : List.of(late, existing, missing)) {
      assertEquals(new CommitOutcome.Conflict(), metadata.commit(store, change));
    }
    assertEquals(Map.of("a", "1", "b", "1"), metadata.texts(store, ""));
  }

  @Test
  void keysThatAreDeletedMayBeMadeAgain() {
    long first = metadata.committed(store, put("a", "1").put("b", bytes("1")));

    metadata.committed(store, MetadataChange.nothing().delete("a").provided("a", first));

    assertEquals(Map.of("b", "1"), metadata.texts(store, ""));
    metadata.committed(store, put("a", "2").provided("a", 0));
    assertEquals(Map.of("a", "2", "b", "1"), metadata.texts(store, ""));
  }

  @Test
  void largestChangeIsMadeAsAWhole() {
    MetadataChange change = MetadataChange.nothing();
    for (int i = 0; i < MetadataChange.OPERATIONS_MAX; i++) {
      change = change.put("k/" + i, bytes("v")).provided("k/" + i, 0);
    }

    MetadataChange largest = change;
    metadata.committed(store, largest);

    assertEquals(MetadataChange.OPERATIONS_MAX, metadata.image(store, "k/").entries().size());
    assertThrows(IllegalArgumentException.class, () -> largest.put("more", bytes("v")));
    assertThrows(IllegalArgumentException.class, () -> put("a", "1").put("a", bytes("2")));
  }

  @Test
  void ofRivalsOneWins() {
    MetadataStore other = metadata.join();
    int rounds = 10;

    for (int i = 0; i < rounds; i++) {
      long seen = metadata.committed(store, put("a", "free"));
      List<CommitOutcome> outcomes =
          metadata.outcome(
              then -> {
                store.commit(
                    put("a", "mine").provided("a", seen),
                    one ->
                        other.commit(
                            put("a", "yours").provided("a", seen),
                            two -> then.accept(List.of(one, two))));
              });

      assertInstanceOf(CommitOutcome.Committed.class, outcomes.get(0));
      assertEquals(new CommitOutcome.Conflict(), outcomes.get(1));
    }
  }

  @Test
  void watchBeginsWithWhatIsThere() {
    metadata.committed(store, put("w/a", "1").put("other", bytes("1")));

    WatchedMetadata watched = watch(store, "w/");

    metadata.until(() -> watched.images() == 1);
    assertEquals(List.of("image {w/a=1}"), watched.told());
  }

  @Test
  void watchTellsEachChangeAsAWholeAndInOrder() {
    MetadataStore other = metadata.join();
    WatchedMetadata watched = watch(store, "w/");
    metadata.until(() -> watched.images() == 1);

    metadata.committed(other, put("w/a", "1").put("w/b", bytes("1")).put("other", bytes("1")));
    metadata.committed(store, put("other", "2"));
    metadata.committed(other, put("w/a", "2").delete("w/b"));
    long last = metadata.committed(store, MetadataChange.nothing().delete("w/a"));

    metadata.until(() -> watched.revision() == last);
    assertEquals(
        List.of(
            "image {}",
            "put {w/a=1, w/b=1} delete []",
            "put {w/a=2} delete [w/b]",
            "put {} delete [w/a]"),
        watched.told());
    requireSound(watched);
  }

  @Test
  void cancelledWatchSaysNothing() {
    WatchedMetadata cancelled = new WatchedMetadata();
    MetadataStore.Watch watch = metadata.onLoop(() -> store.watch("w/", cancelled));
    WatchedMetadata watched = watch(store, "w/");
    metadata.until(() -> cancelled.images() == 1 && watched.images() == 1);

    metadata.onLoop(
        () -> {
          watch.cancel();
          return true;
        });
    metadata.committed(store, put("w/a", "1"));

    metadata.until(() -> watched.there().containsKey("w/a"));
    assertEquals(List.of("image {}"), cancelled.told());
  }

  @Test
  void everyCallEndsAlthoughTheMetadataIsAway() {
    long revision = metadata.committed(store, put("a", "1"));
    LeaseOutcome.Held lease = metadata.granted(store, LEASE_MILLIS);

    fixture.takeAway();

    assertInstanceOf(MetadataRead.Failed.class, metadata.read(store, ""));
    CommitOutcome outcome = metadata.commit(store, put("a", "2").provided("a", revision));
    assertTrue(
        outcome instanceof CommitOutcome.Failed || outcome instanceof CommitOutcome.Unknown,
        outcome.toString());
    assertInstanceOf(LeaseOutcome.Failed.class, metadata.keepAlive(store, lease.lease()));
    LeaseOutcome another = metadata.outcome(then -> store.grantLease(LEASE_MILLIS, then));
    assertInstanceOf(LeaseOutcome.Failed.class, another);
  }

  @Test
  void whatHasFailedIsNotThereAndWhatIsUnknownMayBe() {
    long revision = metadata.committed(store, put("a", "1"));
    fixture.takeAway();
    CommitOutcome outcome = metadata.commit(store, put("a", "2").provided("a", revision));

    fixture.bringBack();
    untilThere();

    Map<String, String> found = metadata.texts(store, "");
    boolean failed = outcome instanceof CommitOutcome.Failed;
    assertTrue(found.equals(Map.of("a", "1")) || (!failed && found.equals(Map.of("a", "2"))));
  }

  @Test
  void watchGoesOnWithAnImageWhenTheMetadataIsBack() {
    WatchedMetadata watched = watch(store, "w/");
    metadata.until(() -> watched.images() == 1);
    fixture.takeAway();
    assertInstanceOf(MetadataRead.Failed.class, metadata.read(store, ""));

    fixture.bringBack();
    untilThere();
    metadata.committed(store, put("w/a", "1"));

    metadata.until(() -> watched.there().equals(Map.of("w/a", "1")));
    assertTrue(watched.images() >= 2, watched.told()::toString);
    requireSound(watched);
  }

  @Test
  void watchThatBeganWhileTheMetadataWasAwayBeginsLater() {
    metadata.committed(store, put("w/a", "1"));
    fixture.takeAway();
    WatchedMetadata watched = watch(store, "w/");
    assertInstanceOf(MetadataRead.Failed.class, metadata.read(store, ""));
    assertEquals(List.of(), watched.told());

    fixture.bringBack();

    metadata.until(() -> watched.there().equals(Map.of("w/a", "1")));
  }

  @Test
  void leaseTakesItsKeysWithIt() {
    LeaseOutcome.Held lease = metadata.granted(store, LEASE_MILLIS);
    WatchedMetadata watched = watch(store, "");
    metadata.committed(
        store, put("stays", "1").put("a", bytes("1"), lease.lease()).put("b", bytes("1")));
    metadata.until(() -> watched.there().size() == 3);
    assertEquals(lease.lease(), metadata.image(store, "a").entries().getFirst().lease());

    metadata.until(() -> watched.there().equals(Map.of("stays", "1", "b", "1")));

    assertEquals(Map.of("stays", "1", "b", "1"), metadata.texts(store, ""));
    assertEquals(new LeaseOutcome.Expired(), metadata.keepAlive(store, lease.lease()));
    assertInstanceOf(
        CommitOutcome.Failed.class,
        metadata.commit(store, put("c", "1").put("a", bytes("1"), lease.lease())));
    assertEquals(Map.of("stays", "1", "b", "1"), metadata.texts(store, ""));
    requireSound(watched);
  }

  @Test
  void leaseLastsAsLongAsItIsKeptAlive() {
    LeaseOutcome.Held kept = metadata.granted(store, LEASE_MILLIS);
    LeaseOutcome.Held left = metadata.granted(store, kept.millis());
    metadata.committed(
        store,
        MetadataChange.nothing()
            .put("kept", bytes("1"), kept.lease())
            .put("left", bytes("1"), left.lease()));
    WatchedMetadata watched = watch(store, "");
    metadata.until(() -> watched.there().size() == 2);

    // The other one, which is as long, runs out meanwhile.
    metadata.until(
        () -> {
          store.keepAlive(kept.lease(), outcome -> {});
          return !watched.there().containsKey("left");
        });

    assertEquals(Map.of("kept", "1"), metadata.texts(store, ""));
  }

  @Test
  void leaseCountsFromTheSending() {
    long before = metadata.onLoop(fixture.loop()::nanoTime);
    LeaseOutcome.Held granted = metadata.granted(store, LEASE_MILLIS);
    long between = metadata.onLoop(fixture.loop()::nanoTime);
    LeaseOutcome.Held kept =
        assertInstanceOf(LeaseOutcome.Held.class, metadata.keepAlive(store, granted.lease()));

    assertTrue(granted.sentNanos() - before >= 0 && between - granted.sentNanos() >= 0);
    assertTrue(kept.sentNanos() - between >= 0);
    assertEquals(granted.lease(), kept.lease());
    assertTrue(kept.millis() >= LEASE_MILLIS && granted.millis() >= LEASE_MILLIS);
  }

  @Test
  void leaseThatIsGivenUpIsOverAtOnce() {
    LeaseOutcome.Held lease = metadata.granted(store, LEASE_MILLIS);
    LeaseOutcome.Held other = metadata.granted(store, LEASE_MILLIS);
    assertNotEquals(lease.lease(), other.lease());
    metadata.committed(store, MetadataChange.nothing().put("a", bytes("1"), lease.lease()));
    WatchedMetadata watched = watch(store, "");
    metadata.until(() -> watched.there().containsKey("a"));

    metadata.onLoop(
        () -> {
          store.revoke(lease.lease());
          return true;
        });

    metadata.until(() -> watched.there().isEmpty());
    assertEquals(new LeaseOutcome.Expired(), metadata.keepAlive(store, lease.lease()));
  }

  private WatchedMetadata watch(MetadataStore from, String prefix) {
    WatchedMetadata watched = new WatchedMetadata();
    metadata.onLoop(() -> from.watch(prefix, watched));
    return watched;
  }

  /** Waits until the store has found its way back. */
  private void untilThere() {
    boolean[] there = new boolean[1];
    metadata.until(
        () -> {
          store.read("", read -> there[0] |= read instanceof MetadataRead.Found);
          return there[0];
        });
  }

  private void requireSound(WatchedMetadata watched) {
    assertEquals(List.of(), metadata.onLoop(() -> List.copyOf(watched.wrong())));
  }
}
