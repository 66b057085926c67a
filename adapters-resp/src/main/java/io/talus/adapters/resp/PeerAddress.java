package io.talus.adapters.resp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Both ends of a connection as Redis writes them.
 *
 * @param remote {@code ip:port}, {@code [ip6]:port}, or {@code path:0}
 * @param isLocal whether the client is on this machine
 */
record PeerAddress(String remote, String local, boolean isLocal) {

  static PeerAddress of(SocketAddress remote, SocketAddress local) {
    if (remote instanceof InetSocketAddress client && local instanceof InetSocketAddress server) {
      return new PeerAddress(text(client), text(server), client.getAddress().isLoopbackAddress());
    }
    // The client's end of a unix socket has no name of its own.
    String path = local + ":0";
    return new PeerAddress(path, path, true);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    int zone = host.indexOf('%');
    String ip = zone < 0 ? host : host.substring(0, zone);
    return (ip.indexOf(':') < 0 ? ip : "[" + ip + "]") + ":" + address.getPort();
  }
}
