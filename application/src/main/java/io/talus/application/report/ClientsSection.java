package io.talus.application.report;

import io.talus.application.session.Session;
import io.talus.application.session.Sessions;
import io.talus.application.session.Waiting;
import io.talus.application.settings.ClientSettings;
import io.talus.application.settings.Settings;
import io.talus.domain.bytes.Bytes;
import java.util.HashSet;
import java.util.Set;

/** Who is connected. */
final class ClientsSection implements Section {
  private final Sessions sessions;
  private final Settings settings;

  ClientsSection(Sessions sessions, Settings settings) {
    this.sessions = sessions;
    this.settings = settings;
  }

  @Override
  public String title() {
    return "Clients";
  }

  @Override
  public void write(Lines out) {
    long inputMax = 0;
    long outputMax = 0;
    int blocked = 0;
    Set<Bytes> keys = new HashSet<>();
    for (Session session : sessions.all()) {
      inputMax = Math.max(inputMax, session.channel().inputBytes());
      outputMax = Math.max(outputMax, session.channel().outputBytes());
      Waiting waiting = session.waiting();
      blocked += waiting == null ? 0 : 1;
      if (waiting != null && waiting.blocked() != null) {
        keys.addAll(waiting.blocked().keys());
      }
    }
    out.line("connected_clients", sessions.count());
    out.line("cluster_connections", 0);
    out.line("maxclients", settings.get(ClientSettings.MAX_CLIENTS));
    out.line("client_recent_max_input_buffer", inputMax);
    out.line("client_recent_max_output_buffer", outputMax);
    out.line("blocked_clients", blocked);
    out.line("tracking_clients", 0);
    out.line("clients_in_timeout_table", 0);
    out.line("total_blocking_keys", keys.size());
    out.line("total_blocking_keys_on_nokey", 0);
  }
}
