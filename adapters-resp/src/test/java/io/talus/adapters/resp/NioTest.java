package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.talus.application.port.ClientLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The server without a native transport, as on systems that have none. */
final class NioTest {

  @Test
  void theServerWorksOnJavasOwnSockets() {
    RespSettings settings =
        new RespSettings(
            List.of("127.0.0.1"),
            RespSettings.ANY_PORT,
            0,
            0,
            false,
            null,
            null,
            0,
            511,
            300,
            1,
            new ClientMemory(TestServer.BYTES_MAX, 1, TestServer.BYTES_MAX),
            false);

    try (TestServer server = new TestServer(settings, ClientLimits.DEFAULT);
        RawClient client = server.connect()) {
      client.send("SET a 1\r\nBIG 5000000\r\n");
      client.endOutput();

      assertFalse(server.server.usesNativeTransport());
      assertEquals("+OK\r\n$5000000\r\n", client.receive(15));
      assertEquals("\0".repeat(5_000_000) + "\r\n", client.receiveAll());
    }
  }
}
