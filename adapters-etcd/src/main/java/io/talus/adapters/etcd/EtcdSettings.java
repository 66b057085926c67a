package io.talus.adapters.etcd;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where etcd is, and how it lets us in.
 *
 * @param cluster the name of ours: several may share an etcd
 */
public record EtcdSettings(
    List<Endpoint> endpoints, String cluster, Optional<Tls> tls, Optional<Login> login) {
  /** An etcd has seven members at most, and some have two addresses. */
  public static final int ENDPOINTS_MAX = 16;

  /** One member of etcd. */
  public record Endpoint(String host, int port) {
    private static final int PORT_MAX = 65_535;

    public Endpoint {
      if (host.isEmpty() || port < 1 || port > PORT_MAX) {
        throw new IllegalArgumentException(
            "etcd: %s:%d (expected: host:port)".formatted(host, port));
      }
    }

    /** {@code host:port}, the host an IPv6 address in brackets, too. */
    public static Endpoint parse(String text) {
      int colon = text.lastIndexOf(':');
      if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
        throw new IllegalArgumentException("etcd: '%s' (expected: host:port)".formatted(text));
      }
      return new Endpoint(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /**
   * TLS, with files in PEM format.
   *
   * @param authority whose certificates are trusted
   * @param identity what we show, if etcd asks for it
   */
  public record Tls(Path authority, Optional<Identity> identity) {}

  /** A client's certificate and its key, in PKCS 8. */
  public record Identity(Path certificate, Path key) {}

  /** A user of etcd. */
  public record Login(String user, String password) {
    /** Nothing of the password: it may end up in a message. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  public EtcdSettings {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() || endpoints.size() > ENDPOINTS_MAX) {
      throw new IllegalArgumentException(
          "etcd endpoints: %d (expected: 1..%d)".formatted(endpoints.size(), ENDPOINTS_MAX));
    }
    if (!cluster.matches("[A-Za-z0-9_.-]{1,64}")) {
      throw new IllegalArgumentException(
          "name of the cluster: '%s' (expected: 1 to 64 letters, digits, '_', '.' and '-')"
              .formatted(cluster));
    }
  }

  /** Without TLS and login. */
  public static EtcdSettings of(String cluster, List<Endpoint> endpoints) {
    return new EtcdSettings(endpoints, cluster, Optional.empty(), Optional.empty());
  }
}
