package io.talus.application.settings;

import java.util.List;

/** TLS is not spoken: a port for it is refused, what belongs to it is accepted. */
final class TlsSettings {
  private static final String NO_EFFECT = "Accepted without effect.";
  private static final long SESSIONS = 20480;

  private TlsSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        Setting.number("tls-port", 0, 0, 0).says("Must be 0: put a TLS proxy in front."),
        Setting.choice("tls-cluster", "no").says("Must be no."),
        Setting.choice("tls-replication", "no").says("Must be no."),
        Setting.choice("tls-auth-clients", "yes", "no", "optional").says(NO_EFFECT),
        Setting.flag("tls-prefer-server-ciphers", false).says(NO_EFFECT),
        Setting.flag("tls-session-caching", true).says(NO_EFFECT),
        Setting.number("tls-session-cache-size", SESSIONS, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.number("tls-session-cache-timeout", 300, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        text("tls-cert-file"),
        text("tls-key-file"),
        text("tls-key-file-pass").isSecret(),
        text("tls-client-cert-file"),
        text("tls-client-key-file"),
        text("tls-client-key-file-pass").isSecret(),
        text("tls-dh-params-file"),
        text("tls-ca-cert-file"),
        text("tls-ca-cert-dir"),
        text("tls-protocols"),
        text("tls-ciphers"),
        text("tls-ciphersuites"));
  }

  private static Setting<String> text(String name) {
    return Setting.text(name, "").says(NO_EFFECT);
  }
}
