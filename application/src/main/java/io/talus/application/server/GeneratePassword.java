package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.session.Session;
import java.security.SecureRandom;
import java.util.HexFormat;

/** ACL GENPASS: hexadecimal digits that nobody can guess. */
final class GeneratePassword {
  private static final int BITS_BY_DEFAULT = 256;
  private static final int BITS_MAX = 4096;
  private static final int BITS_PER_DIGIT = 4;
  private static final String OUT_OF_RANGE =
      "ERR ACL GENPASS argument must be the number of bits for the output password, a positive"
          + " number up to "
          + BITS_MAX;

  /** Not the shard's own source of chance: whoever knows that source's seed must not guess this. */
  private static final SecureRandom CHANCE = new SecureRandom();

  private GeneratePassword() {}

  static Reply run(Arguments args, Session session) {
    if (args.count() > 3) {
      throw Errors.wrongArity("acl|genpass");
    }
    long bits = args.count() == 3 ? args.integer(2) : BITS_BY_DEFAULT;
    if (bits <= 0 || bits > BITS_MAX) {
      throw new CommandError(OUT_OF_RANGE);
    }
    int digits = (int) ((bits + BITS_PER_DIGIT - 1) / BITS_PER_DIGIT);
    byte[] drawn = new byte[(digits + 1) / 2];
    CHANCE.nextBytes(drawn);
    return Reply.bulk(HexFormat.of().formatHex(drawn).substring(0, digits));
  }
}
