package io.talus.adapters.resp;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes that a loop's connections have received and sent. Written by the loop, read by any thread,
 * which may see figures that are a moment old.
 */
final class Traffic {
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong sent = new AtomicLong();

  void received(int bytes) {
    add(received, bytes);
  }

  void sent(int bytes) {
    add(sent, bytes);
  }

  /** There is one writer: no need for an atomic addition. */
  private static void add(AtomicLong counter, int bytes) {
    counter.setOpaque(counter.getPlain() + bytes);
  }

  long receivedBytes() {
    return received.getOpaque();
  }

  long sentBytes() {
    return sent.getOpaque();
  }
}
