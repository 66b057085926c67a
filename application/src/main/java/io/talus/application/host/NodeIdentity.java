package io.talus.application.host;

/**
 * What tells this process from others.
 *
 * @param runId 40 hexadecimal digits, drawn at the start
 * @param nodeId 40 hexadecimal digits, drawn when the data folder was made or copied
 * @param historyId 40 hexadecimal digits: positions in the log mean something within it only
 * @param system the operating system, its version and the machine's architecture
 * @param runtime the JVM and its version
 * @param executable the program, as it was started
 * @param configFile the absolute path of the configuration file; empty if there is none
 */
public record NodeIdentity(
    String runId,
    String nodeId,
    String historyId,
    long processId,
    String system,
    String runtime,
    String executable,
    String configFile,
    long startedAtMillis) {
  /** The version of Redis whose commands Talus speaks: what clients decide by. */
  public static final String REDIS_VERSION = "7.2.4";

  public static final String TALUS_VERSION = "0.1.0";

  /** For a node inside another program. */
  public static NodeIdentity embedded(long nowMillis) {
    String none = "0".repeat(40);
    return new NodeIdentity(none, none, none, 0, "", "", "", "", nowMillis);
  }
}
