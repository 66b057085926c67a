package io.talus.adapters.resp;

import io.vertx.core.net.TcpConfig;
import io.vertx.core.net.TcpOption;
import io.vertx.core.net.TcpServerConfig;

/** Our settings in Vert.x's words. */
final class TcpOptions {
  /** Redis asks three times within the keep-alive interval. */
  private static final int KEEP_ALIVE_PROBES = 3;

  private TcpOptions() {}

  static TcpServerConfig of(RespSettings settings) {
    TcpServerConfig config = new TcpServerConfig().setAcceptBacklog(settings.backlog());
    TcpConfig tcp = config.getTransportConfig();
    tcp.setOption(TcpOption.NODELAY, true);
    int seconds = settings.keepAliveSeconds();
    if (seconds > 0) {
      tcp.setSoKeepAlive(true);
      tcp.setOption(TcpOption.KEEPIDLE, seconds);
      tcp.setOption(TcpOption.KEEPINTVL, Math.max(1, seconds / KEEP_ALIVE_PROBES));
      tcp.setOption(TcpOption.KEEPCNT, KEEP_ALIVE_PROBES);
    }
    return config;
  }
}
