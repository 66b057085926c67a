package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.talus.adapters.memory.MemoryResidentTier;
import io.talus.application.command.Command;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.application.command.DataCommand;
import io.talus.application.host.Host;
import io.talus.application.server.Node;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.Settings;
import io.talus.application.shard.ShardAssembly;
import io.talus.testkit.simulation.SimulatedClock;
import io.talus.testkit.simulation.SimulatedLoop;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A command that is written and not listed would be a command that nobody can call. */
final class CommandTablesTest {

  @Test
  void everyCommandClassIsListedInATable() {
    Set<String> listed = new HashSet<>();
    addCommands(table().all(), listed);

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

  /** All commands of a node. */
  private static CommandTable table() {
    SimulatedLoop loop = new SimulatedLoop(new SimulatedClock(0));
    Node node = new Node(Settings.initial(), Host.embedded(0), loop);
    AtomicReference<CommandTable> table = new AtomicReference<>();
    new ShardAssembly(
            1,
            1,
            new MemoryResidentTier(),
            loop,
            new SplittableRandom(1),
            node.viewSettings(),
            () -> false)
        .inMemory(
            (shard, runner) -> {
              table.set(node.of(shard, runner));
              return table.get();
            },
            node.admission(),
            node.ledger(),
            node.sessions());
    return table.get();
  }
}
