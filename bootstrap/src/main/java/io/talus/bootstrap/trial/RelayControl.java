package io.talus.bootstrap.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How commands tell the relay what to cut: a line for each connection, {@code cut 2 both}, {@code
 * heal 2} or {@code show}. The answer is a line as well: what is cut now, as in {@code 2=both
 * 3=in}.
 */
final class RelayControl {
  private static final int MILLIS_MAX = 5000;
  private static final String REFUSED = "refused";

  private RelayControl() {}

  /** Answers until the process ends. */
  static void serve(int port, Cuts cuts) throws IOException {
    try (ServerSocket door = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
      while (!door.isClosed()) {
        try (Socket caller = door.accept()) {
          caller.setSoTimeout(MILLIS_MAX);
          String line = reader(caller).readLine();
          write(caller, answer(line == null ? "" : line, cuts));
        }
      }
    }
  }

  private static String answer(String line, Cuts cuts) {
    if (line.matches("cut \\d (both|in|out)")) {
      String[] words = line.split(" ", -1);
      cuts.cut(Integer.parseInt(words[1]), Direction.valueOf(words[2].toUpperCase(Locale.ROOT)));
    } else if (line.matches("heal \\d")) {
      cuts.heal(Integer.parseInt(line.split(" ", -1)[1]));
    } else if (!line.equals("show")) {
      return REFUSED;
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(cuts.all())
        .forEach(
            (node, direction) -> text.append(node).append('=').append(name(direction)).append(' '));
    return text.toString().strip();
  }

  static String name(Direction direction) {
    return direction.name().toLowerCase(Locale.ROOT);
  }

  /**
   * Tells the relay something.
   *
   * @return which nodes are cut off now
   * @throws IOException if the relay does not answer
   */
  static Map<Integer, Direction> tell(int port, String line) throws IOException {
    try (Socket relay = new Socket()) {
      relay.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), MILLIS_MAX);
      relay.setSoTimeout(MILLIS_MAX);
      write(relay, line);
      String answer = reader(relay).readLine();
      if (answer == null || answer.equals(REFUSED)) {
        throw new IOException("the relay does not understand '" + line + "'");
      }
      Map<Integer, Direction> cut = new TreeMap<>();
      for (String word : answer.split(" ", -1)) {
        if (!word.isEmpty()) {
          String[] sides = word.split("=", -1);
          cut.put(Integer.parseInt(sides[0]), Direction.valueOf(sides[1].toUpperCase(Locale.ROOT)));
        }
      }
      return cut;
    }
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(
        new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
  }

  private static void write(Socket socket, String line) throws IOException {
    socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
  }
}
