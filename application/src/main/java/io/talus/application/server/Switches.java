package io.talus.application.server;

/** What DEBUG can turn off. Belongs to the shard's thread. */
final class Switches {
  private boolean expiryActive = true;

  boolean isExpiryActive() {
    return expiryActive;
  }

  void expiryActive(boolean yes) {
    expiryActive = yes;
  }
}
