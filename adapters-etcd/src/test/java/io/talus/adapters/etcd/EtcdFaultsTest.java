package io.talus.adapters.etcd;

import static io.talus.testkit.metadata.MetadataUnderTest.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.LeaseOutcome;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.MetadataStore;
import io.talus.testkit.metadata.MetadataUnderTest;
import io.talus.testkit.metadata.WatchedMetadata;
import io.talus.testkit.process.EtcdProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What etcd's bad days look like from here. */
final class EtcdFaultsTest {
  private static final long LEASE_MILLIS = 60_000;

  private final List<AutoCloseable> opened = new ArrayList<>();
  private List<EtcdProcess> members = List.of();
  private EtcdFixture fixture;
  private MetadataUnderTest metadata;
  private MetadataStore store;

  private void start(int count) throws IOException, InterruptedException {
    members = EtcdProcess.start(count);
    opened.addAll(members);
    fixture = EtcdFixture.on(members);
    opened.addFirst(fixture);
    metadata = new MetadataUnderTest(fixture);
    store = metadata.join();
  }

  @AfterEach
  void end() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
  }

  @Test
  void stoppedEtcdGivesOutcomesAndGoesOnLater() throws Exception {
    start(1);
    WatchedMetadata watched = watch();
    long revision = metadata.committed(store, put("a", "1"));
    LeaseOutcome.Held lease = metadata.granted(store, LEASE_MILLIS);

    members.getFirst().pause();
    CommitOutcome outcome = metadata.commit(store, put("a", "2").provided("a", revision));
    MetadataRead read = metadata.read(store, "");
    LeaseOutcome kept = metadata.keepAlive(store, lease.lease());
    members.getFirst().resume();

    assertInstanceOf(CommitOutcome.Unknown.class, outcome);
    assertInstanceOf(MetadataRead.Failed.class, read);
    assertInstanceOf(LeaseOutcome.Failed.class, kept);
    metadata.until(this::isThere);
    metadata.committed(store, put("b", "1"));
    metadata.until(() -> watched.there().containsKey("b"));
    assertEquals(watched.there(), metadata.texts(store, ""));
    assertEquals(List.of(), watched.wrong());
  }

  @Test
  void watchWithoutNewsStaysOpen() throws Exception {
    start(1);
    WatchedMetadata watched = watch();
    boolean[] passed = new boolean[1];

    // Longer than it may say nothing without being taken for dead.
    metadata.onLoop(
        () -> fixture.loop().schedule(EtcdWatch.DEAD_MILLIS * 3 / 2, () -> passed[0] = true));
    metadata.until(() -> passed[0]);

    assertEquals(List.of("image {}"), watched.told());
    metadata.committed(store, put("a", "1"));
    metadata.until(() -> watched.there().containsKey("a"));
    assertEquals(1, watched.images());
  }

  @Test
  void whatWasNeverSentHasFailed() throws Exception {
    start(1);
    metadata.committed(store, put("a", "1"));
    members.getFirst().kill();
    assertInstanceOf(MetadataRead.Failed.class, metadata.read(store, ""));

    assertInstanceOf(CommitOutcome.Failed.class, metadata.commit(store, put("a", "2")));
  }

  @Test
  void watchIsCompleteAlthoughItsPastIsCompacted() throws Exception {
    start(1);
    WatchedMetadata watched = watch();
    metadata.committed(store, put("gone", "1").put("stays", MetadataUnderTest.bytes("1")));
    metadata.until(() -> watched.there().size() == 2);
    // The watcher's member answers no more: it does not hear what the others do meanwhile.
    EtcdProcess etcd = members.getFirst();
    etcd.kill();
    metadata.until(() -> !isThere());
    etcd.restart();
    try (EtcdFixture others = EtcdFixture.like(fixture)) {
      MetadataUnderTest elsewhere = new MetadataUnderTest(others);
      MetadataStore other = elsewhere.join();
      elsewhere.committed(other, put("new", "1").delete("gone"));
      for (int i = 0; i < 10; i++) {
        elsewhere.committed(other, put("stays", "" + i));
      }
      etcd.compact(elsewhere.image(other, "").revision());
    }

    metadata.until(() -> watched.there().equals(Map.of("new", "1", "stays", "9")));
    assertEquals(List.of(), watched.wrong());
  }

  @Test
  void deadMemberIsPassedOver() throws Exception {
    start(3);
    WatchedMetadata watched = watch();
    metadata.committed(store, put("a", "1"));

    for (EtcdProcess member : members) {
      member.kill();
      metadata.until(this::isThere);
      int round = members.indexOf(member);
      metadata.until(() -> commits("round", round, watched));
      member.restart();
    }

    assertEquals(List.of(), watched.wrong());
  }

  @Test
  void stoppedMemberIsPassedOver() throws Exception {
    start(3);
    WatchedMetadata watched = watch();
    metadata.committed(store, put("a", "1"));

    for (EtcdProcess member : members) {
      member.pause();
      metadata.until(this::isThere);
      int round = members.indexOf(member);
      metadata.until(() -> commits("round", round, watched));
      member.resume();
    }

    assertEquals(List.of(), watched.wrong());
  }

  @Test
  void withoutMajorityNothingIsReadOrWritten() throws Exception {
    start(3);
    metadata.committed(store, put("a", "1"));

    members.get(0).kill();
    members.get(1).kill();

    assertInstanceOf(MetadataRead.Failed.class, metadata.read(store, ""));
    assertFalse(metadata.commit(store, put("a", "2")) instanceof CommitOutcome.Committed);
    members.get(0).restart();
    metadata.until(this::isThere);
    assertTrue(metadata.texts(store, "").containsKey("a"));
  }

  private boolean there;

  /** Called on the loop again and again: whether the last read came back. */
  private boolean isThere() {
    store.read("", read -> there = read instanceof MetadataRead.Found);
    return there;
  }

  /** Writes on until the watch has told of it. */
  private boolean commits(String key, int round, WatchedMetadata watched) {
    if (!("" + round).equals(watched.there().get(key))) {
      store.commit(put(key, "" + round), outcome -> {});
      return false;
    }
    return true;
  }

  private WatchedMetadata watch() {
    WatchedMetadata watched = new WatchedMetadata();
    metadata.onLoop(() -> store.watch("", watched));
    metadata.until(() -> watched.images() == 1);
    return watched;
  }
}
