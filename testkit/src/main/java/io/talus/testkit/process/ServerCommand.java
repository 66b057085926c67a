package io.talus.testkit.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started: the words of its command line, in which {@code {port}} and {@code {dir}}
 * stand for what differs from one start to the next.
 */
public record ServerCommand(String name, List<String> words) {

  /** Copies the words. */
  public ServerCommand {
    words = List.copyOf(words);
  }

  /** The reference, redis-server as the machine has it, with further settings. */
  public static ServerCommand redis(String... settings) {
    return new ServerCommand("redis-server", words(List.of("redis-server"), settings));
  }

  /** Talus as it is built in the working tree at {@code root}, with further settings. */
  public static ServerCommand talus(Path root, String... settings) {
    return new ServerCommand(
        "talus", words(List.of(root.resolve("talus").toString(), "server"), settings));
  }

  /**
   * The same with the classes and the JVM that the tests run with: it needs no packaged server, and
   * builds none.
   */
  public static ServerCommand talusOnClassPath(Path root, String classPath, String... settings) {
    ServerCommand packaged = talus(root, settings);
    List<String> words =
        new ArrayList<>(
            List.of(
                "env",
                "TALUS_CLASSPATH=" + classPath,
                "JAVA_HOME=" + System.getProperty("java.home")));
    words.addAll(packaged.words());
    return new ServerCommand(packaged.name(), words);
  }

  /** A command line as a user types it, split at blanks. */
  public static ServerCommand parse(String line) {
    List<String> words = List.of(line.strip().split(" +", -1));
    return new ServerCommand(Path.of(words.getFirst()).getFileName().toString(), words);
  }

  /** The same with further settings. */
  public ServerCommand with(String... settings) {
    List<String> more = new ArrayList<>(words);
    more.addAll(List.of(settings));
    return new ServerCommand(name, more);
  }

  /** The same settings for a manager that is alone, instead of a server. */
  ServerCommand ofManager() {
    return new ServerCommand(
        "manager", words.stream().map(word -> word.equals("server") ? "manager" : word).toList());
  }

  /** The command line with port and folder in their places. */
  public List<String> words(int port, Path dir) {
    return words.stream()
        .map(
            word -> word.replace("{port}", Integer.toString(port)).replace("{dir}", dir.toString()))
        .toList();
  }

  private static List<String> words(List<String> program, String... settings) {
    List<String> words = new ArrayList<>(program);
    words.addAll(List.of("--port", "{port}", "--dir", "{dir}"));
    words.addAll(List.of(settings));
    return words;
  }
}
