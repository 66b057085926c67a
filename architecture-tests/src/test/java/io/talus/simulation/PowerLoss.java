package io.talus.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What a folder of RocksDB holds after the power has failed: the files that were synced, and of
 * those that came later some, some in part. Of what was appended to the manifest only the beginning
 * of a record: with a whole one the files that it names would have been synced, too.
 */
final class PowerLoss {
  /** Of a record of the manifest; with less there is none. */
  private static final int RECORD_HEADER_BYTES = 7;

  /** Background work of RocksDB may change the folder while we look at it, but not so often. */
  private static final int TRIES_MAX = 1_000;

  private static final String CURRENT = "CURRENT";
  private static final String IDENTITY = "IDENTITY";
  private static final String TABLES = ".sst";

  private PowerLoss() {}

  /**
   * Keeps what a folder holds at this moment: links of the tables, which never change, and the
   * manifest up to where it goes.
   */
  static void keepPicture(Path live, Path picture) throws IOException {
    Files.createDirectory(picture);
    for (int i = 0; i < TRIES_MAX; i++) {
      String current = Files.readString(live.resolve(CURRENT));
      Path manifest = live.resolve(current.strip());
      long size = Files.size(manifest);
      linkTables(live, picture);
      if (Files.readString(live.resolve(CURRENT)).equals(current) && Files.size(manifest) == size) {
        byte[] content = Arrays.copyOf(Files.readAllBytes(manifest), Math.toIntExact(size));
        Files.write(picture.resolve(manifest.getFileName()), content);
        Files.writeString(picture.resolve(CURRENT), current);
        Files.copy(live.resolve(IDENTITY), picture.resolve(IDENTITY));
        return;
      }
    }
    throw new IOException(live + " changes all the time");
  }

  private static void linkTables(Path live, Path picture) throws IOException {
    for (Path file : filesOf(live)) {
      Path link = picture.resolve(file.getFileName());
      if (file.toString().endsWith(TABLES) && !Files.exists(link)) {
        try {
          Files.createLink(link, file);
        } catch (NoSuchFileException obsolete) {
          // No manifest from now on names it: it has just been deleted.
        }
      }
    }
  }

  /**
   * Makes the folder.
   *
   * @param synced what was certainly on the disk
   * @param written what the operating system had been given
   * @param target is made, with what is left
   */
  static void leave(Path synced, Path written, Path target, SplittableRandom random)
      throws IOException {
    Files.createDirectory(target);
    for (Path file : filesOf(synced)) {
      Files.copy(file, target.resolve(file.getFileName()));
    }
    for (Path file : filesOf(written)) {
      Path left = target.resolve(file.getFileName());
      if (!Files.exists(left)) {
        leaveSome(file, left, random);
      } else if (file.getFileName().toString().startsWith("MANIFEST-")) {
        tear(file, left, random);
      }
    }
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void leaveSome(Path file, Path left, SplittableRandom random) throws IOException {
    byte[] content = Files.readAllBytes(file);
    switch (random.nextInt(3)) {
      case 0 -> Files.write(left, content);
      case 1 -> Files.write(left, Arrays.copyOf(content, random.nextInt(content.length + 1)));
      default -> {
        // It is gone with its name.
      }
    }
  }

  private static void tear(Path file, Path left, SplittableRandom random) throws IOException {
    byte[] content = Files.readAllBytes(file);
    int size = (int) Files.size(left);
    int torn = Math.min(content.length - size, random.nextInt(RECORD_HEADER_BYTES));
    if (torn > 0) {
      byte[] tail = Arrays.copyOfRange(content, size, size + torn);
      Files.write(left, tail, StandardOpenOption.APPEND);
    }
  }
}
