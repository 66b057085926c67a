package io.talus.application.settings;

import java.util.List;

/** How clients are served over TLS. */
public final class TlsSettings {
  private static final String NO_EFFECT = "Accepted without effect.";
  private static final long SESSIONS = 20480;
  private static final int PORT_MAX = 65535;

  public static final Setting<Long> PORT =
      Setting.number("tls-port", 0, 0, PORT_MAX)
          .atStart()
          .says("The port for clients that speak TLS; 0 for none.");

  public static final Setting<String> CERTIFICATE =
      Setting.text("tls-cert-file", "").atStart().says("The node's certificate, in PEM.");

  public static final Setting<String> KEY =
      Setting.text("tls-key-file", "").atStart().says("The certificate's private key, in PEM.");

  public static final Setting<String> AUTHORITIES =
      Setting.text("tls-ca-cert-file", "")
          .atStart()
          .says("Who may have signed a client's certificate, in PEM.");

  public static final Setting<String> CLIENTS =
      Setting.choice("tls-auth-clients", "yes", "no", "optional")
          .atStart()
          .says("Whether a client has to show a certificate.");

  public static final Setting<String> PROTOCOLS =
      Setting.text("tls-protocols", "")
          .atStart()
          .says("The versions spoken, for example \"TLSv1.2 TLSv1.3\"; empty for the default.");

  private TlsSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        PORT,
        CERTIFICATE,
        KEY,
        AUTHORITIES,
        CLIENTS,
        PROTOCOLS,
        Setting.choice("tls-cluster", "no").says("Must be no."),
        Setting.choice("tls-replication", "no").says("Must be no."),
        Setting.flag("tls-prefer-server-ciphers", false).says(NO_EFFECT),
        Setting.flag("tls-session-caching", true).says(NO_EFFECT),
        Setting.number("tls-session-cache-size", SESSIONS, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.number("tls-session-cache-timeout", 300, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        text("tls-key-file-pass").isSecret(),
        text("tls-client-cert-file"),
        text("tls-client-key-file"),
        text("tls-client-key-file-pass").isSecret(),
        text("tls-dh-params-file"),
        text("tls-ca-cert-dir"),
        text("tls-ciphers"),
        text("tls-ciphersuites"));
  }

  private static Setting<String> text(String name) {
    return Setting.text(name, "").says(NO_EFFECT);
  }
}
