package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.talus.application.command.Command;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.session.SessionCommand;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A command that is written and not listed would be a command that nobody can call. */
final class CommandTablesTest {

  @Test
  void everyCommandClassIsListedInATable() {
    Set<String> listed = new HashSet<>();
    addCommands(NodeCommands.table().all(), listed);
    addCommands(NodeCommands.ofCluster().all(), listed);

    List<String> forgotten =
        commandClasses().stream()
            .map(JavaClass::getName)
            .filter(name -> !listed.contains(name))
            .sorted()
            .toList();

    assertTrue(listed.size() > 100, () -> "found only " + listed);
    assertEquals(List.of(), forgotten);
  }

  private static void addCommands(Collection<CommandSpec> specs, Set<String> names) {
    for (CommandSpec spec : specs) {
      Command command = spec.command();
      if (command != null) {
        names.add(command.getClass().getName());
      }
      addCommands(spec.subcommands(), names);
    }
  }

  private static List<JavaClass> commandClasses() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.talus.application");
    return classes.stream()
        .filter(
            type ->
                type.isAssignableTo(DataCommand.class) || type.isAssignableTo(SessionCommand.class))
        .filter(type -> !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
        .toList();
  }
}
