package io.talus.adapters.resp;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * TLS as in Redis's settings.
 *
 * @param certificate {@code tls-cert-file}, PEM
 * @param key {@code tls-key-file}, PEM
 * @param authorities {@code tls-ca-cert-file}, PEM: who may have signed a client's certificate
 * @param clients {@code tls-auth-clients}
 * @param protocols {@code tls-protocols}, for example {@code TLSv1.3}; empty for the default
 */
public record ServerTls(
    Path certificate,
    Path key,
    @Nullable Path authorities,
    ClientCertificate clients,
    Set<String> protocols) {

  /** Whether a client has to show a certificate. */
  public enum ClientCertificate {
    REQUIRED,
    OPTIONAL,
    IGNORED
  }

  public ServerTls {
    protocols = Set.copyOf(protocols);
    if (authorities == null && clients != ClientCertificate.IGNORED) {
      throw new IllegalArgumentException(
          "certificates of clients cannot be checked without tls-ca-cert-file");
    }
  }
}
