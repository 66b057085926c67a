package io.talus.product.cluster;

import io.talus.product.node.Answer;
import io.talus.product.node.RespClient;
import io.talus.testkit.process.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A client that goes through a random node, and through another one when that is gone. Every
 * command is sent once: what became of it is told as it is known. Belongs to one thread.
 */
final class ClusterClient implements Clients.Calls, AutoCloseable {
  /** Errors after which a write may have been executed all the same. */
  private static final String UNKNOWN = "UNKNOWN";

  /** How many commands it sends through one node, if that lives. */
  private static final int COMMANDS_A_NODE = 20;

  /** What became of a command. */
  sealed interface Outcome {
    record Done(Answer answer) implements Outcome {}

    /** It was certainly not executed. */
    record Refused(String why) implements Outcome {}

    /** Nobody knows whether it was executed. */
    record Unknown(String why) implements Outcome {}
  }

  private final List<NodeProcess> nodes;
  private final RandomGenerator random;
  private Optional<RespClient> connection = Optional.empty();
  private int left;

  ClusterClient(List<NodeProcess> nodes, RandomGenerator random) {
    this.nodes = nodes;
    this.random = random;
  }

  @Override
  public Outcome call(String... words) {
    RespClient client;
    try {
      client = connected();
    } catch (IOException nobodyThere) {
      disconnect();
      return new Outcome.Refused(nobodyThere.toString());
    }
    try {
      Outcome outcome = outcome(client.call(words));
      if (!(outcome instanceof Outcome.Done)) {
        disconnect(); // the next node may be better off
      }
      return outcome;
    } catch (IOException broken) {
      disconnect();
      return new Outcome.Unknown(broken.toString());
    }
  }

  private static Outcome outcome(Answer answer) {
    if (!answer.isError()) {
      return new Outcome.Done(answer);
    }
    return answer.text().startsWith(UNKNOWN)
        ? new Outcome.Unknown(answer.text())
        : new Outcome.Refused(answer.text());
  }

  private RespClient connected() throws IOException {
    if (left-- <= 0) {
      disconnect();
    }
    if (connection.isEmpty()) {
      List<NodeProcess> running = nodes.stream().filter(NodeProcess::runs).toList();
      if (running.isEmpty()) {
        throw new ConnectException("no node runs");
      }
      connection = Optional.of(new RespClient(running.get(random.nextInt(running.size())).port()));
      left = COMMANDS_A_NODE;
    }
    return connection.get();
  }

  private void disconnect() {
    connection.ifPresent(ClusterClient::close);
    connection = Optional.empty();
  }

  private static void close(RespClient client) {
    try {
      client.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    disconnect();
  }
}
