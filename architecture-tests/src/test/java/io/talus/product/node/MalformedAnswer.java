package io.talus.product.node;

import java.io.IOException;

/** What the server sent is no reply of the protocol. */
public final class MalformedAnswer extends IOException {
  private static final long serialVersionUID = 1;

  MalformedAnswer(String message) {
    super(message);
  }
}
