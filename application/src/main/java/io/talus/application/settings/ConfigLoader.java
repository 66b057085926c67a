package io.talus.application.settings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads files in the manner of redis.conf, and command lines, into {@link Settings}. */
public final class ConfigLoader {
  /** Files may include others, but not themselves for ever. */
  private static final int INCLUDE_DEPTH_MAX = 16;

  private static final String COMMAND_LINE = "command line";
  private static final String OPTION = "--";

  private final Settings settings;
  private final Includes includes;
  private final Set<Setting<?>> seen = new HashSet<>();

  /** Gets at the files that a file includes. */
  @FunctionalInterface
  public interface Includes {
    /** The lines of the file. */
    List<String> read(String path) throws InvalidConfiguration;
  }

  public ConfigLoader(Settings settings, Includes includes) {
    this.settings = settings;
    this.includes = includes;
  }

  /** Reads the lines of a file. */
  public void readFile(String path, List<String> lines) throws InvalidConfiguration {
    seen.clear();
    readFile(path, lines, 0);
  }

  private void readFile(String path, List<String> lines, int depth) throws InvalidConfiguration {
    if (depth > INCLUDE_DEPTH_MAX) {
      throw new InvalidConfiguration(
          path, "included too deeply (expected: at most " + INCLUDE_DEPTH_MAX + " levels)");
    }
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String where = path + ":" + (i + 1);
      List<String> words = ConfigWords.split(line);
      if (words == null) {
        throw new InvalidConfiguration(where, "unbalanced quotes in '" + line + "'");
      }
      if (words.getFirst().equalsIgnoreCase("include") && words.size() == 2) {
        readFile(words.get(1), includes.read(words.get(1)), depth + 1);
      } else {
        read(where, words);
      }
    }
  }

  /**
   * Reads what follows the file on the command line: {@code --name value ...}, which counts more
   * than the file.
   */
  public void readCommandLine(List<String> arguments) throws InvalidConfiguration {
    seen.clear();
    int at = 0;
    while (at < arguments.size()) {
      String option = arguments.get(at);
      if (!option.startsWith(OPTION)) {
        throw new InvalidConfiguration(
            COMMAND_LINE, "'" + option + "' stands alone (expected: --name value)");
      }
      int end = at + 1;
      while (end < arguments.size() && !arguments.get(end).startsWith(OPTION)) {
        end++;
      }
      readOption(option.substring(OPTION.length()), arguments.subList(at + 1, end));
      at = end;
    }
  }

  private void readOption(String name, List<String> values) throws InvalidConfiguration {
    List<String> words = new ArrayList<>();
    words.add(name);
    words.addAll(values);
    if (values.isEmpty() && name.equalsIgnoreCase(FileSettings.SAVE_POINTS.name())) {
      words.add("");
    }
    read(COMMAND_LINE, words);
  }

  private void read(String where, List<String> words) throws InvalidConfiguration {
    Setting<?> setting = settings.find(words.getFirst());
    if (setting == null) {
      throw new InvalidConfiguration(where, "no setting is called '" + words.getFirst() + "'");
    }
    try {
      settings.read(setting, values(setting, words), seen.add(setting));
    } catch (RefusedValue refused) {
      throw new InvalidConfiguration(
          where,
          "'%s' is no value for %s: %s (expected: %s)"
              .formatted(
                  setting.secret() ? "..." : String.join(" ", words.subList(1, words.size())),
                  setting.name(),
                  refused.reason(),
                  setting.type().expected()));
    }
  }

  private static List<String> values(Setting<?> setting, List<String> words) throws RefusedValue {
    List<String> values = words.subList(1, words.size());
    if (!setting.type().takesSeveralWords()) {
      if (values.size() != 1) {
        throw new RefusedValue("wrong number of arguments");
      }
      return values;
    }
    if (values.size() == 1 && !values.getFirst().isEmpty()) {
      List<String> split = ConfigWords.split(values.getFirst());
      return split == null ? values : split;
    }
    return values;
  }
}
