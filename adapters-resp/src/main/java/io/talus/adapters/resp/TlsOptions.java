package io.talus.adapters.resp;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;

/** TLS settings in Vert.x's words. */
final class TlsOptions {

  private TlsOptions() {}

  static ServerSSLOptions of(ServerTls settings) {
    ServerSSLOptions options =
        new ServerSSLOptions()
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .setCertPath(settings.certificate().toString())
                    .setKeyPath(settings.key().toString()))
            .setClientAuth(clientAuth(settings.clients()));
    Path authorities = settings.authorities();
    if (authorities != null) {
      options.setTrustOptions(new PemTrustOptions().addCertPath(authorities.toString()));
    }
    if (!settings.protocols().isEmpty()) {
      options.setEnabledSecureTransportProtocols(settings.protocols());
    }
    return options;
  }

  private static ClientAuth clientAuth(ServerTls.ClientCertificate clients) {
    return switch (clients) {
      case REQUIRED -> ClientAuth.REQUIRED;
      case OPTIONAL -> ClientAuth.REQUEST;
      case IGNORED -> ClientAuth.NONE;
    };
  }
}
