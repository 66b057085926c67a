package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ClientLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeveralLoopsTest {
  private static final int LOOPS = 3;
  private static final int CLIENTS = 12;

  @Test
  void connectionsAreDealtOutToAllLoops() {
    List<MapGateway> gateways = List.of(new MapGateway(), new MapGateway(), new MapGateway());
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
            0,
            LOOPS,
            new ClientMemory(1, 1, 1),
            true);
    List<RawClient> clients = new ArrayList<>();

    try (RespServer server =
        new RespServer(settings, ClientLimits.DEFAULT, new Clocks(() -> 0, () -> 0))) {
      int port = server.start(gateways).port();
      for (int i = 0; i < CLIENTS; i++) {
        RawClient client = RawClient.connect(port);
        clients.add(client);
        client.send("PING\r\n");
        assertEquals("+PONG\r\n", client.receive(7));
      }
    }

    for (MapGateway gateway : gateways) {
      int connections = gateway.connections.get();
      assertTrue(connections > 0 && connections < CLIENTS, "connections: " + connections);
    }
    clients.forEach(RawClient::close);
  }
}
