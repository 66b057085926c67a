package io.talus.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a process whose log or store cannot be trusted any more. */
final class FatalFault {
  private static final Logger LOG = LoggerFactory.getLogger(FatalFault.class);
  private static final int EXIT = 2;

  private FatalFault() {}

  /** Ends the process at once: a restart recovers what is on disk, going on could lose it. */
  static void halt(Throwable fault) {
    LOG.error("the node stops: its data can no longer be kept", fault);
    Runtime.getRuntime().halt(EXIT);
  }
}
