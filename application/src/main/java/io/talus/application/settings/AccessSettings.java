package io.talus.application.settings;

import java.util.List;
import java.util.Map;

/** Who may do what. */
public final class AccessSettings {
  public static final Setting<Boolean> PROTECTED_MODE =
      Setting.flag("protected-mode", true)
          .says("Without a password only clients on this machine are served.");

  public static final Setting<String> PASSWORD =
      Setting.text("requirepass", "")
          .isSecret()
          .says("The password that clients have to give before anything else; empty for none.");

  public static final Setting<Map<String, String>> TABLE_PASSWORDS =
      Setting.of("table-password", new TablePasswordsType(), Map.<String, String>of())
          .atStart()
          .isSecret()
          .says(
              "A table that exists, by its number or name, and a password that opens it, beside the"
                  + " one that TABLE CREATE or ALTER gave it; may be given for several tables.");

  public static final Setting<String> CROSS_SLOT =
      Setting.choice("cross-slot", "allow", "deny")
          .says(
              "Whether commands may work on keys of several slots. With deny they are refused as"
                  + " in a cluster, so that an application finds out before it moves to one.");

  public static final Setting<String> PROTECTED_CONFIGS =
      Setting.choice("enable-protected-configs", "no", "yes", "local")
          .atStart()
          .says("Whether CONFIG SET may change protected settings; local: over loopback only.");

  public static final Setting<String> DEBUG_COMMAND =
      Setting.choice("enable-debug-command", "no", "yes", "local")
          .atStart()
          .says("Whether DEBUG may be used; local: over loopback only.");

  public static final Setting<Long> REFUSALS_MAX =
      Setting.number("acllog-max-len", 128, 0, Long.MAX_VALUE)
          .says("How many refusals ACL LOG remembers.");

  private AccessSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        PROTECTED_MODE,
        PASSWORD,
        TABLE_PASSWORDS,
        CROSS_SLOT,
        PROTECTED_CONFIGS,
        DEBUG_COMMAND,
        Setting.choice("enable-module-command", "no", "yes", "local")
            .atStart()
            .says("Accepted without effect: there are no modules."),
        Setting.choice("acl-pubsub-default", "resetchannels", "allchannels")
            .says("Accepted without effect: there is one user."),
        REFUSALS_MAX,
        Setting.choice("aclfile", "").atStart().says("Must be empty: there is one user."));
  }
}
