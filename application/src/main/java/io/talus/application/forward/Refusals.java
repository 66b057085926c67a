package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.MakesKeys;
import io.talus.application.command.Reply;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What clients are told of commands that a cluster does not run. */
final class Refusals {
  static final String CROSS_SLOT = "CROSSSLOT Keys in request don't hash to the same slot";

  /** Until the deadline nobody was found who leads the slot. Nothing was done. */
  static final Reply.Error CLUSTER_DOWN = new Reply.Error("CLUSTERDOWN Hash slot not served");

  /** For writes; as {@code ReplicatedSlots} has it. */
  static final Reply.Error UNKNOWN =
      new Reply.Error(
          "UNKNOWN The connection to the slot's leader broke: nobody can tell whether the command"
              + " was executed");

  /** For reads. */
  static final Reply.Error BROKEN =
      new Reply.Error("CLUSTERDOWN The connection to the slot's leader broke");

  private Refusals() {}

  /** A command that goes beyond one slot in a way that is not split, as Redis says it. */
  static @Nullable String ofCommand(CommandSpec spec, Arguments args) {
    if (spec.has(CommandTrait.NEEDS_A_NODE_ALONE)) {
      return "ERR %s is not allowed in cluster mode".formatted(name(spec));
    }
    return spec.command() instanceof MakesKeys making
        ? making.optionForOtherSlots(args).map(option -> ofOption(option, name(spec))).orElse(null)
        : null;
  }

  private static String name(CommandSpec spec) {
    return spec.name().toUpperCase(Locale.ROOT);
  }

  private static String ofOption(String option, String command) {
    return "ERR %s option of %s denied in cluster mode when keys formed by the pattern may be in different slots."
        .formatted(option, command);
  }

  static Reply.Error tooLong(long bytesMax) {
    return new Reply.Error(
        "ERR the reply is longer than the "
            + bytesMax
            + " bytes of the heap that one may have; the command was executed");
  }
}
