package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.port.ClientLimits;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RespServerTest {
  private static final RespSettings ANYWHERE =
      new RespSettings(
          List.of("127.0.0.1"), RespSettings.ANY_PORT, 0, null, null, 0, 511, 300, 1, true);

  private final MapGateway gateway = new MapGateway();
  private final RespServer server =
      new RespServer(ANYWHERE, ClientLimits.DEFAULT, new Clocks(() -> 0, () -> 0));
  private int port;

  @BeforeEach
  void start() {
    port = server.start(List.of(gateway)).port();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void commandsAreAnsweredInOrder() {
    try (RawClient client = RawClient.connect(port)) {
      client.send(
          "PING\r\n*3\r\n$3\r\nSET\r\n$1\r\na\r\n$1\r\n1\r\n*2\r\n$3\r\nGET\r\n$1\r\na\r\n");

      assertEquals("+PONG\r\n+OK\r\n$1\r\n1\r\n", client.receive(19));
    }
  }

  @Test
  void aClientThatHasEndedItsOutputStillGetsItsReplies() {
    try (RawClient client = RawClient.connect(port)) {
      client.send("PING\r\nSET a 1\r\n");
      client.endOutput();

      assertEquals("+PONG\r\n+OK\r\n", client.receiveAll());
    }
  }

  @Test
  void malformedInputIsAnsweredAndClosed() {
    try (RawClient client = RawClient.connect(port)) {
      client.send("PING\r\n*1\r\n!4\r\nPING\r\n");

      assertEquals("+PONG\r\n-ERR Protocol error: expected '$', got '!'\r\n", client.receiveAll());
    }
  }
}
