package io.talus.adapters.etcd;

import io.talus.testkit.metadata.DecisionsContract;
import io.talus.testkit.metadata.MetadataFixture;
import io.talus.testkit.process.EtcdProcess;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The manager's decisions on a real etcd, which is killed when it has to be away. */
final class EtcdDecisionsTest extends DecisionsContract {
  private static EtcdProcess etcd;

  @BeforeAll
  static void startEtcd() throws IOException, InterruptedException {
    etcd = EtcdProcess.start();
  }

  @AfterAll
  static void endEtcd() throws IOException {
    etcd.close();
  }

  @Override
  protected MetadataFixture start() {
    return EtcdFixture.on(List.of(etcd));
  }
}
