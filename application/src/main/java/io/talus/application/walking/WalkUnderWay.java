package io.talus.application.walking;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.port.EventLoop;
import io.talus.application.session.Session;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.SlotPlaces;
import io.talus.application.walk.Walker;
import io.talus.domain.value.ValueType;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One walk, as the shard's thread sees it, to which it belongs. */
final class WalkUnderWay {
  /** What was built so far: of a type, under an id. */
  record Built(ShardSlot slot, ValueType type, long id) {}

  final Session session;
  final CommandSpec spec;
  final DataCommand command;
  final Arguments args;
  final int table;
  final long seed;

  /** Whether it may take as much memory as one walk at a time may. */
  final boolean isHeavy;

  @Nullable Walker walker;

  /** How often it had to begin again. */
  int restarts;

  /** A reader is about to make its next step, or to close it. */
  boolean isStepping;

  /** Nobody waits for it any more. */
  boolean isOver;

  /** Pieces of the reply have been sent. */
  boolean isAnswering;

  /** CLIENT REPLY: nobody wants the reply. */
  boolean isSilent;

  /** The slots in which it may store something, as they were when it was given ids there. */
  private final Map<ShardSlot, Long> generations = new HashMap<>();

  @Nullable Built built;

  /** Of the last unit with a part of what is being built. */
  long lastIndex;

  /** Parts that the store was asked to apply soon. */
  SlotPlaces awaited = new SlotPlaces();

  /** Bytes of parts since then. */
  long unappliedBytes;

  EventLoop.@Nullable Timer patience;

  /** How long readers were busy with it. */
  long nanos;

  WalkUnderWay(
      Session session,
      CommandSpec spec,
      DataCommand command,
      Arguments args,
      long seed,
      boolean isHeavy) {
    this.session = session;
    this.spec = spec;
    this.command = command;
    this.args = args;
    this.table = session.table();
    this.seed = seed;
    this.isHeavy = isHeavy;
  }

  /** It was given ids in this slot. */
  void mayStoreIn(ShardSlot slot) {
    generations.put(slot, slot.generation());
  }

  /** Whether nothing of those slots was given up since, ids included. */
  boolean isSound() {
    return generations.entrySet().stream()
        .allMatch(noted -> noted.getKey().generation() == noted.getValue());
  }

  /** Where the last part is of what was built so far. */
  SlotPlaces lastPart() {
    return built == null ? new SlotPlaces() : SlotPlaces.of(built.slot, lastIndex);
  }

  Walker walker() {
    if (walker == null) {
      throw new IllegalStateException("the walk of " + spec.name() + " has not begun");
    }
    return walker;
  }
}
