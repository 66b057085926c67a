package io.talus.application.statistics;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.SecretArguments;
import io.talus.domain.bytes.Bytes;

/** Commands as SLOWLOG and MONITOR may show them: without passwords. */
public final class Redaction {
  private static final Bytes HIDDEN = Bytes.of("(redacted)");

  private Redaction() {}

  /** The arguments, with what nobody else may read replaced. */
  public static Arguments of(CommandSpec spec, Arguments args) {
    SecretArguments secrets = spec.nature().secrets();
    if (secrets.equals(SecretArguments.NONE)) {
      return args;
    }
    Bytes[] shown = args.slice(0, args.count()).toArray(Bytes[]::new);
    secrets.forEach(args, at -> shown[at] = HIDDEN);
    return new Arguments(shown);
  }
}
