package io.talus.product.node;

import io.talus.testkit.process.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A program that ran to its end.
 *
 * @param output what it printed, errors included
 */
public record Tool(int code, String output) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Whether this machine has the program. */
  public static boolean exists(String program) {
    return List.of(System.getenv("PATH").split(":", -1)).stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** Runs it in a folder; nothing is put in. */
  public static Tool run(Path dir, List<String> words) throws IOException, InterruptedException {
    return run(dir, words, "");
  }

  /** The same; it may take so long. */
  public static Tool run(Path dir, List<String> words, Duration limit)
      throws IOException, InterruptedException {
    return run(dir, words, "", limit);
  }

  /** Runs it in a folder with some input. */
  public static Tool run(Path dir, List<String> words, String input)
      throws IOException, InterruptedException {
    return run(dir, words, input, LIMIT);
  }

  private static Tool run(Path dir, List<String> words, String input, Duration limit)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(dir, "output", ".txt");
    Path in = Files.createTempFile(dir, "input", ".txt");
    Files.writeString(in, input);
    Process process =
        new ProcessBuilder(words)
            .directory(dir.toFile())
            .redirectErrorStream(true)
            .redirectInput(in.toFile())
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(limit)) {
      ProcessTree.end(process);
      throw new IOException(words + " has not ended:\n" + Files.readString(output));
    }
    return new Tool(process.exitValue(), Files.readString(output));
  }
}
