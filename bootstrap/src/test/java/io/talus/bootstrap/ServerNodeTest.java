package io.talus.bootstrap;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import io.talus.adapters.resp.RespServer;
import io.talus.application.settings.Settings;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;

/** In which order a node gives back what it has. */
final class ServerNodeTest {
  private final RespServer server = mock(RespServer.class);
  private final NodeThreads threads = mock(NodeThreads.class);
  private final Storage storage = mock(Storage.class);
  private final ServerNode node =
      new ServerNode(
          server,
          () -> {
            throw new AssertionError("nobody is served");
          },
          threads,
          storage,
          Optional.empty(),
          Settings.initial(),
          new Stop());

  @Test
  void storageIsClosedWhenTheLoopHasEnded() {
    node.stop();

    InOrder order = inOrder(server, threads, storage);
    order.verify(server).stop(any());
    order.verify(threads).close();
    order.verify(server).close();
    order.verify(storage).close();
  }

  @Test
  void storageIsClosedAlthoughTheServerCannotBe() {
    doThrow(new IllegalStateException("no more")).when(server).close();

    assertThrows(IllegalStateException.class, node::stop);

    verify(storage).close();
  }
}
