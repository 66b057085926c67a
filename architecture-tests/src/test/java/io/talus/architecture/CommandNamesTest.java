package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the program has to know of a command is data in its row: code that asks for a command's name
 * forgets the next command that is alike. Names are for looking up, showing and documenting.
 */
final class CommandNamesTest {
  /** What COMMAND and its subcommands answer, which is about names. */
  private static final String DOCUMENTATION =
      "application/src/main/java/io/talus/application/directory/";

  private static final Pattern VARIABLE = Pattern.compile("\\bCommandSpec (\\w+)\\b(?!\\s*\\()");

  @Test
  void nobodyAsksForACommandsName() {
    List<String> asking =
        Repository.sources().stream()
            .filter(source -> source.isMain() && !source.path().startsWith(DOCUMENTATION))
            .filter(source -> asksForAName(source.code()))
            .map(JavaSource::path)
            .toList();

    assertEquals(List.of(), asking);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void a(CommandSpec row) { if (row.name().equals(\"exec\")) {} }",
        "boolean a() { return queued.spec().name().equals(\"exec\"); }",
        "void a(CommandSpec row) { switch (row.name()) {} }",
        "boolean a() { return \"exec\".equals(waiting.spec().name()); }",
        "boolean a(CommandSpec row) { return NAMES.contains(row.name()); }",
        "boolean a(Arguments args) { return args.is(0, \"EXEC\"); }"
      })
  void whoAsksIsFound(String text) {
    assertTrue(asksForAName(new JavaSource("A.java", text).code()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void a(CommandSpec row) { LOG.error(row.name()); }",
        "boolean a(HashField field) { return field.name().equals(b); }"
      })
  void otherNamesAreFree(String text) {
    assertTrue(!asksForAName(new JavaSource("A.java", text).code()));
  }

  private static boolean asksForAName(String code) {
    List<String> specs = new ArrayList<>(List.of("spec\\(\\)", "spec"));
    Matcher declared = VARIABLE.matcher(code);
    while (declared.find()) {
      specs.add(declared.group(1));
    }
    String name = "\\b(?:" + String.join("|", specs) + ")\\s*\\.\\s*name\\(\\)";
    return Pattern.compile(
            name
                + "\\s*\\.\\s*(?:equals|equalsIgnoreCase|startsWith|endsWith|contains|matches)\\("
                + "|\\bswitch\\s*\\([^{;]*?"
                + name
                + "\\s*\\)"
                + "|\\.\\s*(?:equals|equalsIgnoreCase|contains|containsKey)\\(\\s*[\\w.]*?"
                + name
                + "|\\bargs\\.is\\(0,")
        .matcher(code)
        .find();
  }
}
