package io.talus.adapters.resp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientLimits;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnixSocketTest {
  @TempDir private Path folder;

  @Test
  void clientsMayComeThroughAFile() throws IOException {
    Path path = folder.resolve("talus.sock");
    Files.writeString(path, "left behind");

    try (TestServer server =
            new TestServer(TestServer.settings(0, null, path), ClientLimits.DEFAULT);
        SocketChannel client = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      client.write(ByteBuffer.wrap("PING\r\n".getBytes(StandardCharsets.ISO_8859_1)));

      assertEquals("+PONG\r\n", read(client, 7));
      assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      ClientChannel channel = server.onLoop(() -> server.gateway.sessions.getFirst().channel);
      assertEquals(path + ":0", channel.remoteAddress());
      assertTrue(channel.isLocal());
    }
    assertFalse(Files.exists(path));
  }

  private static String read(SocketChannel client, int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining() && client.read(buffer) >= 0) {
      // Until everything has come.
    }
    return new String(buffer.array(), StandardCharsets.ISO_8859_1);
  }
}
