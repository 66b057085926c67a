package io.talus.simulation;

import io.talus.application.port.ClientChannel;
import io.talus.application.port.ClientKind;

/** What of a connection does not matter where there are no sockets. */
abstract class QuietChannel implements ClientChannel {
  private static final String ADDRESS = "simulated:0";

  @Override
  public void reading(boolean on) {
    // Nothing is in flight that could be held back.
  }

  @Override
  public void protocol(int version) {
    // Replies are handed over as they are.
  }

  @Override
  public void kind(ClientKind kind) {
    // Output limits are for sockets.
  }

  @Override
  public void whenTaken(Runnable task) {
    task.run();
  }

  @Override
  public void close() {
    throw new AssertionError("the node closes the connection");
  }

  @Override
  public void abort() {
    throw new AssertionError("the node aborts the connection");
  }

  @Override
  public String remoteAddress() {
    return ADDRESS;
  }

  @Override
  public String localAddress() {
    return ADDRESS;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public long inputBytes() {
    return 0;
  }

  @Override
  public long outputBytes() {
    return 0;
  }
}
