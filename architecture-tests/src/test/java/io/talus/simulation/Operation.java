package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A command that the node has executed.
 *
 * @param block the block of the log in which its unit will be
 * @param slot the slot that waits for other nodes, if it works on one
 * @param index the index that its unit will have there
 * @param millis when it was executed
 */
record Operation(
    long block, @Nullable SlotId slot, long index, long millis, int table, List<Bytes> words) {
  String name() {
    return words.getFirst().latin1().toLowerCase(Locale.ROOT);
  }

  /** The same at the same time with other words. */
  Operation with(String name, List<Bytes> arguments) {
    List<Bytes> other = new ArrayList<>(List.of(Bytes.of(name)));
    other.addAll(arguments);
    return new Operation(block, slot, index, millis, table, other);
  }

  /** The bulk strings in a reply. */
  static List<Bytes> bulks(Reply reply) {
    return switch (reply) {
      case Reply.Bulk bulk -> List.of(bulk.value());
      case Reply.Bulks bulks -> bulks.items();
      case Reply.Array array -> array.items().stream().flatMap(i -> bulks(i).stream()).toList();
      case Reply.Set set -> set.items().stream().flatMap(i -> bulks(i).stream()).toList();
      default -> List.of();
    };
  }
}
