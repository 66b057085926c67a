package io.talus.product.clusterclients;

/** What the tests need of a client that knows Redis Cluster. */
interface SmartClient extends AutoCloseable {
  /** The client has given a command up. */
  final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed(String message) {
      super(message);
    }

    Failed(Throwable cause) {
      super(cause);
    }
  }

  /**
   * @throws Failed if it comes to nothing
   */
  void set(String key, String value);

  /**
   * @throws Failed if it comes to nothing
   */
  String get(String key);

  @Override
  void close();
}
