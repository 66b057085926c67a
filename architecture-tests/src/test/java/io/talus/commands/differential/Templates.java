package io.talus.commands.differential;

import io.talus.application.catalog.CommandCatalog;
import io.talus.application.command.CommandTable;
import io.talus.domain.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The lines of commands.txt. */
public final class Templates {
  private static final String FILE = "commands.txt";

  private Templates() {}

  /** The grammars of the commands that Talus has. */
  public static List<CommandGrammar> load() {
    CommandTable known = CommandCatalog.standard();
    return text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(CommandGrammar::parse)
        .filter(grammar -> known.find(Bytes.of(grammar.name())) != null)
        .toList();
  }

  private static String text() {
    try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream(FILE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
