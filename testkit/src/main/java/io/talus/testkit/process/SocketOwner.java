package io.talus.testkit.process;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Which process has which connections over loopback, as Linux's /proc says. */
public final class SocketOwner {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int INODE = 9;
  private static final String ESTABLISHED = "01";

  private SocketOwner() {}

  /**
   * The one of the processes that has the other end.
   *
   * @throws IOException if none of them has it, or no more
   */
  static long of(Socket socket, long... processes) throws IOException {
    String inode = "socket:[" + inode(socket.getPort(), socket.getLocalPort()) + "]";
    for (long process : processes) {
      if (process != 0 && has(process, inode)) {
        return process;
      }
    }
    throw new IOException("nobody known has connected from port " + socket.getPort());
  }

  /** How many connections to the port a process has made that are open. */
  public static int connectionsTo(int port, long process) throws IOException {
    int count = 0;
    for (String[] words : connections()) {
      if (isPort(words[REMOTE], port)
          && words[STATE].equals(ESTABLISHED)
          && has(process, "socket:[" + words[INODE] + "]")) {
        count++;
      }
    }
    return count;
  }

  private static String inode(int local, int remote) throws IOException {
    for (String[] words : connections()) {
      if (isPort(words[LOCAL], local) && isPort(words[REMOTE], remote)) {
        return words[INODE];
      }
    }
    throw new IOException("no connection from port " + local);
  }

  /** The lines of the tables, in words. */
  private static List<String[]> connections() throws IOException {
    List<String[]> connections = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        connections.add(line.strip().split(" +", -1));
      }
    }
    return connections;
  }

  private static boolean isPort(String address, int port) {
    return address.endsWith(String.format(Locale.ROOT, ":%04X", port));
  }

  private static boolean has(long process, String wanted) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(process), "fd"))) {
      for (Path file : files) {
        if (isLinkTo(file, wanted)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException ended) {
      return false;
    }
  }

  private static boolean isLinkTo(Path file, String wanted) throws IOException {
    try {
      return Files.readSymbolicLink(file).toString().equals(wanted);
    } catch (NoSuchFileException closed) {
      return false;
    }
  }
}
