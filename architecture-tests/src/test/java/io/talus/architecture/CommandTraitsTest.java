package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.application.command.CommandTrait;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which commands have which traits: a page for the reader, and an alarm when a row loses one. */
final class CommandTraitsTest {

  @Test
  void clusterSplitsAndGathersTheseAlone() {
    assertEquals(
        Set.of("mget", "mset", "del", "unlink", "exists", "touch", "flushdb", "flushall"),
        named(CommandTrait.SPLITS_OVER_SLOTS));
    assertEquals(Set.of("dbsize", "keys", "scan", "randomkey"), named(CommandTrait.GATHERED));
  }

  @Test
  void betweenMultiAndExecTheseAreNotQueued() {
    assertEquals(
        Set.of("exec", "discard", "multi", "watch", "quit", "reset"),
        named(CommandTrait.RUNS_INSIDE_MULTI));
    assertEquals(Set.of("exec"), named(CommandTrait.RUNS_THE_QUEUE));
    assertEquals(Set.of("select"), named(CommandTrait.SELECTS_TABLE));
    assertEquals(Set.of("watch"), named(CommandTrait.BEGINS_WATCHES));
    assertEquals(Set.of("unwatch", "discard", "reset"), named(CommandTrait.ENDS_WATCHES));
  }

  @Test
  void touchAloneCountsAsAUseForThoseWhoDoNotTouch() {
    assertEquals(Set.of("touch"), named(CommandTrait.ALWAYS_TOUCHES));
  }

  @Test
  void keysOfAHashSlotAreAskedForByThese() {
    assertEquals(
        Set.of("cluster|countkeysinslot", "cluster|getkeysinslot"),
        named(NodeCommands.ofCluster(), CommandTrait.ON_HASH_SLOT));
  }

  @Test
  void aClusterRefusesWhatWouldBeOneUnitOnSeveralSlots() {
    assertEquals(Set.of("swapdb"), named(CommandTrait.NEEDS_A_NODE_ALONE));
  }

  private static Set<String> named(CommandTrait trait) {
    return named(NodeCommands.table(), trait);
  }

  private static Set<String> named(CommandTable table, CommandTrait trait) {
    Set<String> names = new TreeSet<>();
    for (CommandSpec spec : table.all()) {
      addIf(trait, spec, names);
      spec.subcommands().forEach(subcommand -> addIf(trait, subcommand, names));
    }
    return names;
  }

  private static void addIf(CommandTrait trait, CommandSpec spec, Set<String> names) {
    if (spec.has(trait)) {
      names.add(spec.name());
    }
  }
}
