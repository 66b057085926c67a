package io.talus.application.session;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The commands between MULTI and EXEC. */
public final class Transaction {
  /** A command that waits for EXEC. */
  public record Queued(CommandSpec spec, Arguments args) {}

  /** What a command takes in the queue beside its arguments: two objects, an array, a place. */
  private static final int QUEUED_BYTES = 72;

  private final List<Queued> queue = new ArrayList<>();
  private final Set<CommandFlag> flags = EnumSet.noneOf(CommandFlag.class);
  private boolean refused;
  private long bytes;

  public void add(CommandSpec spec, Arguments args) {
    queue.add(new Queued(spec, args));
    bytes += QUEUED_BYTES + args.bytes();
    flags.addAll(spec.flags());
  }

  /** Whether any of the commands has it: EXEC does what they do. */
  public boolean has(CommandFlag flag) {
    return flags.contains(flag);
  }

  public List<Queued> queue() {
    return queue;
  }

  /** What the queue takes of the heap, roughly. */
  public long bytes() {
    return bytes;
  }

  /** A command could not be queued: EXEC will answer EXECABORT. */
  public void refuse() {
    refused = true;
  }

  public boolean isRefused() {
    return refused;
  }
}
