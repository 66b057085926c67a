package io.talus.application.report;

import io.talus.application.host.NodeIdentity;
import io.talus.application.port.EventLoop;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.Settings;

/** Which process answers. */
final class ServerSection implements Section {
  private static final long SECOND_MILLIS = 1000;
  private static final long DAY_MILLIS = 24 * 3600 * SECOND_MILLIS;

  private final NodeIdentity identity;
  private final Settings settings;
  private final EventLoop loop;

  ServerSection(NodeIdentity identity, Settings settings, EventLoop loop) {
    this.identity = identity;
    this.settings = settings;
    this.loop = loop;
  }

  @Override
  public String title() {
    return "Server";
  }

  @Override
  public void write(Lines out) {
    long now = loop.nowMillis();
    long uptime = Math.max(0, now - identity.startedAtMillis());
    out.line("redis_version", NodeIdentity.REDIS_VERSION);
    out.line("talus_version", NodeIdentity.TALUS_VERSION);
    out.line("redis_git_sha1", "00000000");
    out.line("redis_git_dirty", 0);
    out.line("redis_build_id", "talus-" + NodeIdentity.TALUS_VERSION);
    out.line("redis_mode", "standalone");
    out.line("os", identity.system());
    out.line("arch_bits", Long.SIZE);
    out.line("monotonic_clock", "System.nanoTime");
    out.line("multiplexing_api", "netty");
    out.line("atomicvar_api", "jvm");
    out.line("gcc_version", "0.0.0");
    out.line("runtime", identity.runtime());
    out.line("process_id", identity.processId());
    out.line("process_supervised", "no");
    out.line("run_id", identity.runId());
    out.line("node_id", identity.nodeId());
    out.line("tcp_port", settings.get(ClientSettings.PORT));
    out.line("server_time_usec", now * SECOND_MILLIS);
    out.line("uptime_in_seconds", uptime / SECOND_MILLIS);
    out.line("uptime_in_days", uptime / DAY_MILLIS);
    out.line("hz", 10);
    out.line("configured_hz", 10);
    out.line("lru_clock", (now / SECOND_MILLIS) & 0xFFFFFF);
    out.line("executable", identity.executable());
    out.line("config_file", identity.configFile());
    out.line("io_threads_active", 0);
  }
}
