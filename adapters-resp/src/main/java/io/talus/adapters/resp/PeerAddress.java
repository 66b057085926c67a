package io.talus.adapters.resp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Both ends of a connection as Redis writes them.
 *
 * @param remote {@code ip:port}, {@code [ip6]:port}, or {@code path:0}
 * @param isLocal whether the client is on this machine
 */
record PeerAddress(String remote, String local, boolean isLocal) {

  static PeerAddress of(@Nullable SocketAddress remote, SocketAddress local) {
    if (!(local instanceof InetSocketAddress server)) {
      // The client's end of a unix socket has no name of its own.
      String path = local + ":0";
      return new PeerAddress(path, path, true);
    }
    if (!(remote instanceof InetSocketAddress client)) {
      // It left before it could be asked.
      return new PeerAddress("?:0", text(server), false);
    }
    return new PeerAddress(text(client), text(server), client.getAddress().isLoopbackAddress());
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    int zone = host.indexOf('%');
    String ip = zone < 0 ? host : host.substring(0, zone);
    return (ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + address.getPort();
  }
}
