package io.talus.application.port;

import java.util.Map;

/**
 * What a server of clients allows each of them; may be replaced while it runs.
 *
 * @param bulkBytesMax longest argument ({@code proto-max-bulk-len})
 * @param queryBytesMax most that a command may occupy while it is received ({@code
 *     client-query-buffer-limit})
 * @param idleSeconds a client silent for longer is closed ({@code timeout}); 0 for never
 * @param output limits for every kind of client ({@code client-output-buffer-limit})
 */
public record ClientLimits(
    long bulkBytesMax, long queryBytesMax, int idleSeconds, Map<ClientKind, OutputLimit> output) {

  private static final int MEGABYTE = 1024 * 1024;

  /** Redis's defaults. */
  public static final ClientLimits DEFAULT =
      new ClientLimits(
          512L * MEGABYTE,
          1024L * MEGABYTE,
          0,
          Map.of(
              ClientKind.NORMAL,
              OutputLimit.NONE,
              ClientKind.REPLICA,
              new OutputLimit(256L * MEGABYTE, 64L * MEGABYTE, 60),
              ClientKind.SUBSCRIBER,
              new OutputLimit(32L * MEGABYTE, 8L * MEGABYTE, 60)));

  public ClientLimits {
    output = Map.copyOf(output);
    if (bulkBytesMax < 1 || queryBytesMax < 1 || idleSeconds < 0) {
      throw new IllegalArgumentException(
          "limits: " + bulkBytesMax + " " + queryBytesMax + " " + idleSeconds);
    }
  }

  public OutputLimit output(ClientKind kind) {
    return output.getOrDefault(kind, OutputLimit.NONE);
  }
}
