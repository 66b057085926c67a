package io.talus.application.connection;

import io.talus.application.command.CommandError;
import io.talus.application.port.ClientKind;
import io.talus.domain.bytes.Bytes;
import java.util.Locale;

/** The kinds of clients as CLIENT LIST and KILL name them. Every client is a normal one so far. */
final class ClientKinds {
  private ClientKinds() {}

  static ClientKind parse(Bytes word) {
    return switch (word.latin1().toLowerCase(Locale.ROOT)) {
      case "normal" -> ClientKind.NORMAL;
      case "replica", "slave", "master" -> ClientKind.REPLICA;
      case "pubsub" -> ClientKind.SUBSCRIBER;
      default -> throw new CommandError("ERR Unknown client type '" + word.latin1() + "'");
    };
  }
}
