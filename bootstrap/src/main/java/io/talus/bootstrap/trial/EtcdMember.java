package io.talus.bootstrap.trial;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The etcd of a trial cluster: a single member, on loopback. */
final class EtcdMember {
  private static final String PROGRAM = "etcd";
  private static final int MILLIS_MAX = 1000;

  private EtcdMember() {}

  /**
   * Looks for the program.
   *
   * @throws TrialException if the machine does not have it
   */
  static void requireProgram(String path) {
    if (!Programs.exists(PROGRAM, path)) {
      throw new TrialException(
          "there is no etcd in PATH: install it (Debian and Ubuntu: apt-get install etcd-server;"
              + " macOS: brew install etcd)");
    }
  }

  static List<String> words(Path data, TrialPorts ports) {
    String client = url(ports.etcd());
    String peer = url(ports.etcdPeer());
    return List.of(
        PROGRAM,
        "--name=trial",
        "--data-dir=" + data,
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=trial=" + peer,
        "--initial-cluster-state=new");
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Whether it serves. */
  static boolean isHealthy(TrialPorts ports) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url(ports.etcd()) + "/health").toURL().openConnection();
      connection.setConnectTimeout(MILLIS_MAX);
      connection.setReadTimeout(MILLIS_MAX);
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("true");
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
