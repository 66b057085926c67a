package io.talus.bootstrap.trial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A process of the trial cluster, which outlives the command that has started it. Its number and
 * its start stand in a file: a process that has the number, but another start, is somebody else's.
 */
final class TrialProcess {
  /** What the system may take to end a process that was killed. */
  private static final Duration KILL_LIMIT = Duration.ofSeconds(30);

  private static final int LAST_LINES = 15;
  private static final String ENDED = "Z";
  private static final String STOPPED = "T";

  private final TrialFolder folder;
  private final String name;

  TrialProcess(TrialFolder folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  String name() {
    return name;
  }

  /** The process, if it runs or is paused. */
  Optional<ProcessHandle> find() {
    Path file = folder.pid(name);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(ProcessHandle::isAlive)
          .filter(process -> words.length == 2 && started(process).equals(words[1]))
          .filter(process -> !Programs.state(process.pid()).equals(ENDED));
    } catch (IOException | NumberFormatException damaged) {
      throw new TrialException(file + ": " + damaged.getMessage(), damaged);
    }
  }

  boolean isAlive() {
    return find().isPresent();
  }

  /** Whether it was stopped by a signal, and not continued. */
  boolean isPaused() {
    return find().filter(process -> Programs.state(process.pid()).equals(STOPPED)).isPresent();
  }

  private ProcessHandle present() {
    return find().orElseThrow(() -> new TrialException(name + " does not run"));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(start -> "" + start.toEpochMilli()).orElse("?");
  }

  /** Starts it, in a session of its own, so that it does not end with the terminal. */
  void launch(List<String> words) {
    List<String> apart = new ArrayList<>();
    apart.add(Programs.exists("setsid", Programs.path()) ? "setsid" : "nohup");
    apart.addAll(words);
    try {
      Process process =
          new ProcessBuilder(apart)
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log(name).toFile()))
              .start();
      Files.writeString(folder.pid(name), process.pid() + " " + started(process.toHandle()) + "\n");
    } catch (IOException failed) {
      throw new TrialException(name + ": " + failed.getMessage(), failed);
    }
  }

  /**
   * Waits until something is so.
   *
   * @throws TrialException if the process ends before, or it takes too long
   */
  void await(String what, Duration limit, BooleanSupplier isSo) {
    boolean inTime = Looks.until(limit, () -> !isAlive() || isSo.getAsBoolean());
    if (!isAlive()) {
      throw new TrialException(name + " has ended" + lastWords());
    }
    if (!inTime) {
      throw new TrialException(
          "%s: not %s after %d s%s".formatted(name, what, limit.toSeconds(), lastWords()));
    }
  }

  /** {@code kill -9}; returns when it is gone. */
  void kill() {
    present().destroyForcibly();
    if (!Looks.until(KILL_LIMIT, () -> !isAlive())) {
      throw new TrialException("%s: was killed, and is there".formatted(name));
    }
  }

  /** Asks it to end, if it is there, and does not wait. A paused process goes on for that. */
  void askToEnd() {
    find()
        .ifPresent(
            process -> {
              if (isPaused()) {
                resume();
              }
              process.destroy();
            });
  }

  /** Waits until it has ended; what takes too long is killed. */
  void awaitEnd(Duration limit) {
    if (!Looks.until(limit, () -> !isAlive())) {
      kill();
    }
  }

  /** It stays as it is, and does nothing any more. */
  void pause() {
    Programs.signal(present().pid(), "STOP");
  }

  /** It goes on. */
  void resume() {
    Programs.signal(present().pid(), "CONT");
  }

  private String lastWords() {
    Path log = folder.log(name);
    try {
      List<String> lines =
          Files.exists(log) ? Files.readAllLines(log, StandardCharsets.UTF_8) : List.of();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LAST_LINES))
          .reduce("; the end of " + log + ":", (text, line) -> text + "\n  " + line);
    } catch (IOException unreadable) {
      return "; " + log + " cannot be read: " + unreadable.getMessage();
    }
  }
}
