package io.talus.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The package sources this machine is set up with, turned into sources of source packages.
 *
 * <p>Most machines and images list binary packages only. The archives they name hold the source
 * packages as well, so the same entries serve with {@code deb} read as {@code deb-src}, in both
 * formats that apt knows.
 */
final class AptSources {
  private static final Pattern TYPES = Pattern.compile("(?mi)^Types:.*$");
  private static final Pattern LIST_ENTRY = Pattern.compile("^deb\\s+");

  private AptSources() {}

  /** Writes the derived entries for every file of {@code etcApt} into the folder {@code parts}. */
  static void derive(Path etcApt, Path parts) throws IOException {
    Files.createDirectories(parts);
    copyList(etcApt.resolve("sources.list"), parts.resolve("main.list"));
    Path more = etcApt.resolve("sources.list.d");
    if (!Files.isDirectory(more)) {
      return;
    }
    try (Stream<Path> files = Files.list(more)) {
      for (Path file : files.sorted().toList()) {
        copy(file, parts.resolve(file.getFileName()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    String name = from.getFileName().toString();
    if (name.endsWith(".list")) {
      copyList(from, to);
    } else if (name.endsWith(".sources")) {
      Files.writeString(to, deb822(Files.readString(from)));
    }
  }

  private static void copyList(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.write(to, oneLine(Files.readAllLines(from)));
    }
  }

  /** The entries of the one-line format: {@code deb [options] address suite component ...}. */
  static List<String> oneLine(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> LIST_ENTRY.matcher(line).find())
        .map(line -> LIST_ENTRY.matcher(line).replaceFirst("deb-src "))
        .toList();
  }

  /** The stanzas of the format with fields, {@code Types: deb} and so on. */
  static String deb822(String text) {
    return TYPES.matcher(text).replaceAll("Types: deb-src");
  }
}
