package io.talus.domain.replication.topology;

/** Where a port is reached: a name or an address of the network, and a number. */
public record Address(String host, int port) {
  private static final int PORT_MAX = 65_535;

  /** Names have 255 characters at most; a blank would tear a line of the metadata apart. */
  private static final String HOST = "[!-~&&[^\\[\\]]]{1,255}";

  public Address {
    if (!host.matches(HOST) || port < 1 || port > PORT_MAX) {
      throw new IllegalArgumentException(
          "address: '%s' port %d (expected: a host and a port)".formatted(host, port));
    }
  }

  /** Reads {@code host:port}; the host of an IPv6 address is what stands before the last colon. */
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 0 || !text.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("address: '%s' (expected: host:port)".formatted(text));
    }
    return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
