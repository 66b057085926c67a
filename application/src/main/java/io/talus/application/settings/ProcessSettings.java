package io.talus.application.settings;

import java.util.List;

/** What Redis lets one say about its process. */
public final class ProcessSettings {
  private static final String NO_EFFECT = "Accepted without effect.";
  private static final String TO_THE_JVM = "Accepted without effect: a matter of the JVM.";
  private static final String TO_THE_SYSTEM = "Accepted without effect: a matter of the system.";
  private static final int THREADS_MAX = 128;
  private static final int SCORES = 3;

  public static final Setting<Long> SHUTDOWN_SECONDS =
      Setting.number("shutdown-timeout", 10, 0, Integer.MAX_VALUE)
          .says("How long a node may take to stop.");

  public static final Setting<String> PID_FILE =
      Setting.text("pidfile", "").atStart().says("The file for the number of the process.");

  private ProcessSettings() {}

  static List<Setting<?>> all() {
    return List.of(
        SHUTDOWN_SECONDS,
        PID_FILE,
        signal("shutdown-on-sigint"),
        signal("shutdown-on-sigterm"),
        Setting.choice("daemonize", "no").atStart().says("Must be no: use a service manager."),
        Setting.choice("supervised", "no", "upstart", "systemd", "auto")
            .atStart()
            .says(TO_THE_SYSTEM),
        Setting.number("io-threads", 1, 1, THREADS_MAX).atStart().says(NO_EFFECT),
        Setting.flag("io-threads-do-reads", false).atStart().says(NO_EFFECT),
        Setting.number("hz", 10, 0, Integer.MAX_VALUE).says(NO_EFFECT),
        Setting.flag("dynamic-hz", true).says(NO_EFFECT),
        Setting.flag("always-show-logo", false).atStart().says(NO_EFFECT),
        Setting.flag("set-proc-title", true).atStart().says(NO_EFFECT),
        Setting.text("proc-title-template", "{title} {listen-addr} {server-mode}").says(NO_EFFECT),
        Setting.flag("syslog-enabled", false).atStart().says(TO_THE_SYSTEM),
        Setting.text("syslog-ident", "talus").atStart().says(TO_THE_SYSTEM),
        Setting.choice(
                "syslog-facility",
                "local0",
                "user",
                "local1",
                "local2",
                "local3",
                "local4",
                "local5",
                "local6",
                "local7")
            .atStart()
            .says(TO_THE_SYSTEM),
        Setting.text("server_cpulist", "").atStart().says(TO_THE_SYSTEM),
        Setting.text("bio_cpulist", "").atStart().says(TO_THE_SYSTEM),
        Setting.text("aof_rewrite_cpulist", "").atStart().says(TO_THE_SYSTEM),
        Setting.text("bgsave_cpulist", "").atStart().says(TO_THE_SYSTEM),
        Setting.choice("oom-score-adj", "no", "yes", "relative", "absolute").says(TO_THE_SYSTEM),
        Setting.of(
                "oom-score-adj-values",
                new WordsType(SCORES, "scores", "wrong number of arguments"),
                List.of("0", "200", "800"))
            .says(TO_THE_SYSTEM),
        Setting.flag("disable-thp", true).atStart().says(TO_THE_SYSTEM),
        Setting.text("ignore-warnings", "").says(NO_EFFECT),
        Setting.text("locale-collate", "").says(NO_EFFECT),
        Setting.flag("crash-log-enabled", true).says(TO_THE_JVM),
        Setting.flag("crash-memcheck-enabled", true).says(TO_THE_JVM),
        Setting.flag("use-exit-on-panic", false).says(TO_THE_JVM),
        Setting.number("watchdog-period", 0, 0, Integer.MAX_VALUE).says(TO_THE_JVM));
  }

  private static Setting<String> signal(String name) {
    return Setting.of(
            name, new ChoicesType(List.of("default", "save", "nosave", "now", "force")), "default")
        .says("Accepted without effect: all that was acknowledged is in the log.");
  }
}
