package io.talus.testkit.process;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Which process is at the other end of a connection over loopback, as Linux's /proc says. */
final class SocketOwner {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;

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

  private static String inode(int local, int remote) throws IOException {
    for (String table : List.of("tcp", "tcp6")) {
      for (String line : Files.readAllLines(Path.of("/proc/net", table))) {
        String[] words = line.strip().split(" +", -1);
        if (isPort(words[LOCAL], local) && isPort(words[REMOTE], remote)) {
          return words[INODE];
        }
      }
    }
    throw new IOException("no connection from port " + local);
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
