package io.talus.bootstrap.trial;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code talus cluster relay}: {@code start} runs it, as a process that stays. */
@Command(
    name = "relay",
    hidden = true,
    description = "Stands between the nodes; start runs it, so that cut and heal can work.")
final class RelayCommand implements Callable<Integer> {
  @Mixin private Place place = new Place();

  @Override
  public Integer call() throws IOException {
    TrialSettings settings = place.folder().settings();
    TrialPorts ports = settings.ports();
    Cuts cuts = new Cuts();
    try (Relay relay = new Relay(cuts)) {
      for (int node = 1; node <= settings.nodes(); node++) {
        relay.open(node, ports.relay(node), ports.peer(node));
      }
      RelayControl.serve(ports.relayControl(), cuts);
    }
    return 0;
  }
}
