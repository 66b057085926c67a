package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.KeySpec;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.Forward.Work;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Commands on keys of several slots that are taken apart: each slot's part is a command of its own,
 * atomic for itself, and goes where its slot is. Belongs to the shard's thread.
 */
final class Splitting {
  private final Forwards forwards;
  private final long replyBytesMax;

  Splitting(Forwards forwards, long replyBytesMax) {
    this.forwards = forwards;
    this.replyBytesMax = replyBytesMax;
  }

  /** The positions of the keys among the arguments, by slot. */
  private static Map<Integer, List<Integer>> bySlot(
      TableDefinition table, CommandSpec spec, Arguments args) {
    Map<Integer, List<Integer>> slots = new LinkedHashMap<>();
    for (KeySpec keys : spec.keys()) {
      keys.forEach(
          args,
          at ->
              slots.computeIfAbsent(table.slotOf(args.get(at)), slot -> new ArrayList<>()).add(at));
    }
    return slots;
  }

  /** How many arguments belong to a key, itself included. */
  private static int step(CommandSpec spec) {
    if (spec.keys().getFirst().find() instanceof KeySpec.Find.Range range) {
      return range.step();
    }
    throw new IllegalStateException("cannot be taken apart: " + spec.name());
  }

  /** Sends the parts of a command on their way. */
  void take(
      Session session,
      TableDefinition table,
      CommandSpec spec,
      Arguments args,
      Set<Mode> modes,
      Route.Answer answer) {
    Map<Integer, List<Integer>> slots = bySlot(table, spec, args);
    int step = step(spec);
    int first = slots.values().iterator().next().getFirst();
    List<int[]> places = new ArrayList<>(slots.size());
    for (List<Integer> keys : slots.values()) {
      places.add(keys.stream().mapToInt(at -> (at - first) / step).toArray());
    }
    PartsOfReply parts = new PartsOfReply(spec.nature().merging(), places, replyBytesMax, answer);
    if (slots.size() > ClientForwards.CALLS_MAX) {
      answer.holdOthers(); // so many are under way that no more may be
    }
    int number = 0;
    for (Map.Entry<Integer, List<Integer>> part : slots.entrySet()) {
      Work work =
          new Work(
              spec,
              table.number(),
              part.getKey(),
              null,
              modes,
              spec.has(CommandFlag.WRITE),
              0,
              List.of(command(args, part.getValue(), first, step)));
      forwards.submit(session, work, 0, parts.part(number++));
    }
  }

  /** The name and what else comes before the first key, then the keys of one slot. */
  private static List<Bytes> command(Arguments args, List<Integer> keys, int first, int step) {
    List<Bytes> command = new ArrayList<>(first + keys.size() * step);
    command.addAll(args.slice(0, first));
    for (int at : keys) {
      for (int i = at; i < at + step && i < args.count(); i++) {
        command.add(args.get(i));
      }
    }
    return command;
  }
}
