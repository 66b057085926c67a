package io.talus.application.settings;

import io.talus.application.port.ClientKind;
import io.talus.application.port.ClientLimits;
import io.talus.application.port.OutputLimit;
import java.util.List;
import java.util.Map;

/** Where a node listens, and what it allows its clients. */
public final class ClientSettings {
  private static final long MEGABYTE = 1024L * 1024;
  private static final int PORT_MAX = 65535;
  private static final long UNSIGNED_INT_MAX = 4294967295L;
  private static final int ADDRESSES_MAX = 16;
  private static final int PERMISSIONS_MAX = 0777;

  public static final Setting<List<String>> BIND =
      Setting.of(
              "bind",
              new WordsType(ADDRESSES_MAX, "addresses", "Too many bind addresses specified."),
              List.of("*", "-::*"))
          .atStart()
          .says("The addresses on which the node listens; one with a minus may be missing.");

  public static final Setting<Long> PORT =
      Setting.number("port", 6379, 0, PORT_MAX)
          .atStart()
          .says("The TCP port for clients; 0 for none.");

  public static final Setting<String> UNIX_SOCKET =
      Setting.text("unixsocket", "").atStart().says("The path of a unix socket for clients.");

  public static final Setting<Long> UNIX_SOCKET_PERMISSIONS =
      Setting.of(
              "unixsocketperm", new NumberType(0, PERMISSIONS_MAX, NumberType.Notation.OCTAL), 0L)
          .atStart()
          .says("The permissions of the unix socket; 0 leaves them to the umask.");

  public static final Setting<Long> BACKLOG =
      Setting.number("tcp-backlog", 511, 0, Integer.MAX_VALUE)
          .atStart()
          .says("How many connections may wait to be accepted.");

  public static final Setting<Long> KEEPALIVE_SECONDS =
      Setting.number("tcp-keepalive", 300, 0, Integer.MAX_VALUE)
          .atStart()
          .says("Whether TCP probes silent clients; 0 turns it off.");

  public static final Setting<Long> TIMEOUT_SECONDS =
      Setting.number("timeout", 0, 0, Integer.MAX_VALUE)
          .says("A client that is silent for longer is closed; 0 for never.");

  public static final Setting<Long> MAX_CLIENTS =
      Setting.number("maxclients", 10000, 1, UNSIGNED_INT_MAX)
          .says("How many clients may be connected; more are refused.");

  public static final Setting<Long> BULK_BYTES_MAX =
      Setting.size("proto-max-bulk-len", 512 * MEGABYTE, MEGABYTE, Long.MAX_VALUE)
          .says("The longest argument and the longest string.");

  /** The heap is half of the budget. */
  private static final int PERCENT_OF_HALF = 50;

  public static final Setting<Long> QUERY_BYTES_MAX =
      Setting.size("client-query-buffer-limit", 1024 * MEGABYTE, MEGABYTE, Long.MAX_VALUE)
          .says("The most that a command may occupy while it is received.");

  public static final Setting<Map<ClientKind, OutputLimit>> OUTPUT_LIMITS =
      Setting.of(
              "client-output-buffer-limit",
              new OutputLimitsType(),
              Map.of(
                  ClientKind.NORMAL, ClientLimits.DEFAULT.output(ClientKind.NORMAL),
                  ClientKind.REPLICA, ClientLimits.DEFAULT.output(ClientKind.REPLICA),
                  ClientKind.SUBSCRIBER, ClientLimits.DEFAULT.output(ClientKind.SUBSCRIBER)))
          .says("How much may wait to be written to a client before it is closed.");

  private static final Setting<Long> SESSION_BYTES =
      Setting.of(
              "maxmemory-clients",
              new NumberType(-100, Long.MAX_VALUE, NumberType.Notation.MEMORY_OR_PERCENT),
              0L)
          .says(
              "What all clients together may make the server keep: keys that they watch or wait for,"
                  + " and names. Never more than a sixteenth of the heap, which is what 0 means; a"
                  + " percentage is one of `memory-budget`. Requests and replies have bounds of"
                  + " their own.");

  private ClientSettings() {}

  /**
   * What all sessions may keep, as the settings are now.
   *
   * @param heapBytesMax half of the memory budget
   * @param shareBytes what the heap allows in any case
   */
  public static long sessionBytes(Settings settings, long heapBytesMax, long shareBytes) {
    long set = settings.get(SESSION_BYTES);
    long wanted = set < 0 ? heapBytesMax / PERCENT_OF_HALF * -set : set;
    return set == 0 ? shareBytes : Math.min(wanted, shareBytes);
  }

  /** The limits of the RESP server, as the settings are now. */
  public static ClientLimits limits(Settings settings) {
    return new ClientLimits(
        settings.get(BULK_BYTES_MAX),
        settings.get(QUERY_BYTES_MAX),
        settings.getInt(TIMEOUT_SECONDS),
        settings.get(OUTPUT_LIMITS));
  }

  static List<Setting<?>> all() {
    return List.of(
        BIND,
        PORT,
        UNIX_SOCKET,
        UNIX_SOCKET_PERMISSIONS,
        BACKLOG,
        KEEPALIVE_SECONDS,
        TIMEOUT_SECONDS,
        MAX_CLIENTS,
        BULK_BYTES_MAX,
        QUERY_BYTES_MAX,
        OUTPUT_LIMITS,
        SESSION_BYTES,
        Setting.number("socket-mark-id", 0, 0, UNSIGNED_INT_MAX)
            .atStart()
            .says("Accepted without effect."),
        Setting.text("bind-source-addr", "").says("Accepted without effect."),
        Setting.number("tracking-table-max-keys", 1000000, 0, Long.MAX_VALUE)
            .says("Accepted without effect: client-side caching is not there yet."));
  }
}
