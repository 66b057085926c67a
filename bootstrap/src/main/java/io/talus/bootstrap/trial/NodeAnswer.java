package io.talus.bootstrap.trial;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a node says of itself in {@code INFO talus_cluster}.
 *
 * @param fields by their names
 */
record NodeAnswer(Map<String, String> fields) {
  private static final byte[] QUESTION =
      "INFO talus_cluster\r\n".getBytes(StandardCharsets.US_ASCII);

  /** A node that serves answers within milliseconds; one that is paused never does. */
  private static final int MILLIS_MAX = 1500;

  private static final int ANSWER_BYTES_MAX = 1 << 20;

  NodeAnswer {
    fields = Map.copyOf(fields);
  }

  /** Asks the node that serves clients on the port; empty if it does not answer. */
  static Optional<NodeAnswer> of(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS_MAX);
      socket.setSoTimeout(MILLIS_MAX);
      socket.getOutputStream().write(QUESTION);
      return read(new DataInputStream(socket.getInputStream()));
    } catch (IOException silent) {
      return Optional.empty();
    }
  }

  private static Optional<NodeAnswer> read(DataInputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      head.append((char) next);
    }
    String length = head.toString().strip();
    if (!length.matches("\\$\\d{1,7}")
        || Integer.parseInt(length.substring(1)) > ANSWER_BYTES_MAX) {
      return Optional.empty();
    }
    byte[] text = new byte[Integer.parseInt(length.substring(1))];
    in.readFully(text);
    Map<String, String> fields = new HashMap<>();
    for (String line : new String(text, StandardCharsets.UTF_8).split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(line.substring(0, colon), line.substring(colon + 1));
      }
    }
    return fields.containsKey("node") ? Optional.of(new NodeAnswer(fields)) : Optional.empty();
  }

  int number(String field) {
    return Integer.parseInt(fields.getOrDefault(field, "0"));
  }

  boolean isManager() {
    return number("is_manager") == 1;
  }

  /** What this node says of another one, by name; empty if it does not know it. */
  Map<String, String> about(int node) {
    Map<String, String> about = new HashMap<>();
    for (String word : fields.getOrDefault("node" + node, "").split(",", -1)) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        about.put(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    return about;
  }
}
