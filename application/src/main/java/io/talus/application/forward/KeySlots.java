package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.domain.slot.HashSlot;
import io.talus.domain.table.TableDefinition;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Finds the slot of a command's keys. Asked for every command, so it does not allocate; used again
 * and again by one thread.
 */
final class KeySlots implements IntConsumer {
  private static final Arguments NO_ARGUMENTS = new Arguments();

  /** What was found. */
  enum Found {
    /** The command names no key. */
    NONE,
    ONE,
    SEVERAL
  }

  private final TableDefinition[] table = new TableDefinition[1];
  private Arguments args = NO_ARGUMENTS;
  private Found found = Found.NONE;
  private int slot;
  private int hashSlot;
  private boolean severalHashSlots;

  /** Looks at the keys of a command. */
  Found find(TableDefinition in, CommandSpec spec, Arguments arguments) {
    found = Found.NONE;
    severalHashSlots = false;
    add(in, spec, arguments);
    return found;
  }

  /** Looks at the keys of another command as well. */
  Found add(TableDefinition in, CommandSpec spec, Arguments arguments) {
    table[0] = in;
    args = arguments;
    List<KeySpec> keys = spec.keys();
    for (int i = 0; i < keys.size(); i++) {
      keys.get(i).forEach(arguments, this);
    }
    args = NO_ARGUMENTS;
    return found;
  }

  /** Of what names no key the slot is known in another way. */
  void is(TableDefinition in, int known) {
    found = Found.ONE;
    slot = known;
    hashSlot = known * in.hashSlotsOfSlot();
  }

  /** The hash slot of the first key. */
  int hashSlot() {
    return hashSlot;
  }

  /** Whether the keys are of several hash slots: such may have their slot in common. */
  boolean areOfSeveralHashSlots() {
    return severalHashSlots;
  }

  /** The slot, if there is one. */
  int slot() {
    return slot;
  }

  @Override
  public void accept(int position) {
    int hash = HashSlot.of(args.get(position));
    int next = table[0].slotOf(hash);
    if (found == Found.NONE) {
      found = Found.ONE;
      slot = next;
      hashSlot = hash;
    } else if (hash != hashSlot) {
      severalHashSlots = true;
      if (next != slot) {
        found = Found.SEVERAL;
      }
    }
  }
}
