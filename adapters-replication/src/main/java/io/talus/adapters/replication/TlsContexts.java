package io.talus.adapters.replication;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import javax.net.ssl.SSLException;

/** TLS for both sides of a connection, made of the same files. */
record TlsContexts(SslContext accepting, SslContext dialing) {
  /** All nodes are ours: there is no older software to please. */
  private static final String PROTOCOL = "TLSv1.3";

  /** Reads the files, so it waits for the disk. */
  static TlsContexts load(PeerTls tls) {
    try {
      return new TlsContexts(
          SslContextBuilder.forServer(tls.certificate().toFile(), tls.key().toFile())
              .trustManager(tls.authorities().toFile())
              .clientAuth(ClientAuth.REQUIRE)
              .protocols(PROTOCOL)
              .build(),
          SslContextBuilder.forClient()
              .keyManager(tls.certificate().toFile(), tls.key().toFile())
              .trustManager(tls.authorities().toFile())
              .protocols(PROTOCOL)
              // Who it is shows the handshake; nodes have addresses that are in no certificate.
              .endpointIdentificationAlgorithm(null)
              .build());
    } catch (SSLException | IllegalArgumentException e) {
      throw new PeerListenException("TLS with " + files(tls), e);
    }
  }

  private static String files(PeerTls tls) {
    return "%s, %s, %s".formatted(tls.certificate(), tls.key(), tls.authorities());
  }
}
