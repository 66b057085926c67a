package io.talus.adapters.etcd;

import static io.talus.testkit.metadata.MetadataUnderTest.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.application.metadata.CommitOutcome;
import io.talus.application.metadata.MetadataRead;
import io.talus.application.port.MetadataStore;
import io.talus.testkit.metadata.MetadataUnderTest;
import io.talus.testkit.metadata.WatchedMetadata;
import io.talus.testkit.process.EtcdProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An etcd that does not let everybody in. */
final class EtcdAccessTest {
  private static final String CLUSTER = "guarded";

  @Test
  void userAndPasswordAreAskedFor() throws Exception {
    try (EtcdProcess etcd = EtcdProcess.start()) {
      etcd.protect("talus", "secret", "/talus/" + CLUSTER + "/");
      try (EtcdFixture fixture = fixture(etcd, Optional.empty(), login("secret"))) {
        MetadataUnderTest metadata = new MetadataUnderTest(fixture);
        MetadataStore store = metadata.join();
        WatchedMetadata watched = new WatchedMetadata();
        metadata.onLoop(() -> store.watch("", watched));
        metadata.committed(store, put("a", "1"));
        metadata.until(() -> watched.there().equals(Map.of("a", "1")));

        // It forgets its tokens when it is started again.
        etcd.kill();
        etcd.restart();

        metadata.until(
            () -> {
              store.commit(put("a", "2"), outcome -> {});
              return watched.there().equals(Map.of("a", "2"));
            });
        assertEquals(Map.of("a", "2"), metadata.texts(store, ""));
      }
      for (Optional<EtcdSettings.Login> login : List.of(login("wrong"), nobody())) {
        try (EtcdFixture fixture = fixture(etcd, Optional.empty(), login)) {
          MetadataUnderTest metadata = new MetadataUnderTest(fixture);
          MetadataStore store = metadata.join();

          assertInstanceOf(CommitOutcome.Failed.class, metadata.commit(store, put("a", "3")));
          MetadataRead read = metadata.read(store, "");
          assertFalse(assertInstanceOf(MetadataRead.Failed.class, read).reason().contains("wrong"));
        }
      }
    }
  }

  @Test
  void certificatesAreAskedFor(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.create(folder);
    try (EtcdProcess etcd = EtcdProcess.start(certificates.etcdOptions())) {
      Optional<EtcdSettings.Tls> known = Optional.of(certificates.known());
      try (EtcdFixture fixture = fixture(etcd, known, nobody())) {
        MetadataUnderTest metadata = new MetadataUnderTest(fixture);
        MetadataStore store = metadata.join();

        metadata.committed(store, put("a", "1"));

        assertEquals(Map.of("a", "1"), metadata.texts(store, ""));
      }
      List<Optional<EtcdSettings.Tls>> strangers =
          List.of(
              Optional.empty(),
              Optional.of(certificates.anonymous()),
              Optional.of(certificates.distrustful()));
      for (Optional<EtcdSettings.Tls> stranger : strangers) {
        try (EtcdFixture fixture = fixture(etcd, stranger, nobody())) {
          MetadataUnderTest metadata = new MetadataUnderTest(fixture);
          MetadataStore store = metadata.join();

          assertInstanceOf(MetadataRead.Failed.class, metadata.read(store, ""));
        }
      }
    }
  }

  private static Optional<EtcdSettings.Login> login(String password) {
    return Optional.of(new EtcdSettings.Login("talus", password));
  }

  private static Optional<EtcdSettings.Login> nobody() {
    return Optional.empty();
  }

  private static EtcdFixture fixture(
      EtcdProcess etcd, Optional<EtcdSettings.Tls> tls, Optional<EtcdSettings.Login> login) {
    return new EtcdFixture(
        new EtcdSettings(EtcdFixture.endpoints(List.of(etcd)), CLUSTER, tls, login), List.of(etcd));
  }
}
