package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.port.Binlog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often the log is synced, and what ends the process. */
final class LogSyncTest {
  private final ManualLoop loop = new ManualLoop();
  private final Binlog binlog = mock(Binlog.class);
  private final List<RuntimeException> fatal = new ArrayList<>();
  private int failuresLeft;
  private final LogSync sync = new LogSync(binlog, Runnable::run, loop, this::policy, fatal::add);

  private FsyncPolicy policy() {
    if (failuresLeft > 0) {
      failuresLeft--;
      throw new IllegalStateException();
    }
    return FsyncPolicy.EVERYSEC;
  }

  @BeforeEach
  void appendWithoutEnd() {
    when(binlog.lastBlock()).thenReturn(Long.MAX_VALUE);
  }

  @Test
  void everySecondTheLogIsSynced() {
    sync.start();

    loop.pass(3000);

    verify(binlog, times(3)).sync();
  }

  @Test
  void theSyncsGoOnWhenOneCouldNotBeAskedFor() {
    failuresLeft = 1;
    sync.start();

    loop.pass(3000);

    verify(binlog, times(2)).sync();
  }

  @Test
  void repliesThatCannotBeReleasedEndTheProcess() {
    IllegalStateException broken = new IllegalStateException("broken");
    sync.onSynced(
        () -> {
          throw broken;
        });

    sync.request();
    loop.run();

    assertEquals(List.of(broken), fatal);
  }
}
