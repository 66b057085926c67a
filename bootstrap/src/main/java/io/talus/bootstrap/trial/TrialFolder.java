package io.talus.bootstrap.trial;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The folder of a trial cluster: {@code cluster.properties} says what it is made of, {@code
 * NAME.pid} which process runs, {@code NAME.log} what it has printed, and the folder {@code NAME}
 * has its data.
 */
final class TrialFolder {
  private static final String SETTINGS = "cluster.properties";
  private static final String LOCK = "lock";

  private final Path path;

  TrialFolder(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  Path path() {
    return path;
  }

  Path data(String name) {
    return path.resolve(name);
  }

  void makeData(String name) {
    try {
      Files.createDirectories(data(name));
    } catch (IOException failed) {
      throw new TrialException(data(name) + ": " + failed.getMessage(), failed);
    }
  }

  Path log(String name) {
    return path.resolve(name + ".log");
  }

  Path pid(String name) {
    return path.resolve(name + ".pid");
  }

  /**
   * Keeps other commands out that would change what runs; the system gives it back when this
   * process ends.
   *
   * @throws TrialException if another one is at it
   */
  FileLock lock() {
    try {
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new TrialException(path + ": another command works on this cluster");
      }
      return lock;
    } catch (OverlappingFileLockException mine) {
      throw new TrialException(path + ": another command works on this cluster", mine);
    } catch (IOException failed) {
      throw new TrialException(path + ": " + failed.getMessage(), failed);
    }
  }

  /** Empty if there is no cluster in the folder. */
  Optional<TrialSettings> find() {
    Path file = path.resolve(SETTINGS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties text = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      text.load(reader);
      return Optional.of(TrialSettings.of(text));
    } catch (IOException | TrialException failed) {
      throw new TrialException(file + ": " + failed.getMessage(), failed);
    }
  }

  /** The cluster in the folder, which must be there. */
  TrialSettings settings() {
    return find()
        .orElseThrow(
            () ->
                new TrialException(path + ": no cluster is here (talus cluster start makes one)"));
  }

  /** Makes the folder, if it is not there. What holds other things is left alone. */
  void make() {
    try {
      Files.createDirectories(path);
      try (Stream<Path> files = Files.list(path)) {
        if (find().isEmpty()
            && files.anyMatch(file -> !file.getFileName().toString().equals(LOCK))) {
          throw new TrialException(
              path + ": holds something else (expected: an empty folder, or a trial cluster's)");
        }
      }
    } catch (IOException failed) {
      throw new TrialException(path + ": " + failed.getMessage(), failed);
    }
  }

  /** The cluster is made of this. The file holds the secret, so nobody else may read it. */
  void save(TrialSettings settings) {
    Path file = path.resolve(SETTINGS);
    Path written = path.resolve(SETTINGS + ".new");
    try {
      Files.deleteIfExists(written);
      Files.createFile(
          written,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      try (Writer writer = Files.newBufferedWriter(written)) {
        settings.properties().store(writer, "A trial cluster of Talus");
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failed) {
      throw new TrialException(file + ": " + failed.getMessage(), failed);
    }
  }
}
