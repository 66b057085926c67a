package io.talus.application.server;

import io.talus.application.session.Session;
import java.util.Locale;

/** Who may do what is dangerous: the values of {@code enable-debug-command} and its like. */
enum Permission {
  NO,
  YES,
  LOCAL;

  static Permission of(String setting) {
    return valueOf(setting.toUpperCase(Locale.ROOT));
  }

  boolean isGiven(Session session) {
    return switch (this) {
      case NO -> false;
      case YES -> true;
      case LOCAL -> session.channel().isLocal();
    };
  }
}
