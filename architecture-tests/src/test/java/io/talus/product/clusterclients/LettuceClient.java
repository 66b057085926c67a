package io.talus.product.clusterclients;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import java.time.Duration;

/**
 * Lettuce, which looks for a new topology when it is sent elsewhere or cannot reach a node, as is
 * advised.
 */
final class LettuceClient implements SmartClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REFRESH = Duration.ofMillis(200);

  private final RedisClusterClient client;
  private final StatefulRedisClusterConnection<String, String> connection;

  LettuceClient(int port) {
    client =
        RedisClusterClient.create(
            RedisURI.builder().withHost("127.0.0.1").withPort(port).withTimeout(TIMEOUT).build());
    client.setOptions(
        ClusterClientOptions.builder()
            .topologyRefreshOptions(
                ClusterTopologyRefreshOptions.builder()
                    .adaptiveRefreshTriggersTimeout(REFRESH)
                    .build())
            .build());
    connection = client.connect();
  }

  @Override
  public void set(String key, String value) {
    try {
      connection.sync().set(key, value);
    } catch (RedisException failed) {
      throw new Failed(failed);
    }
  }

  @Override
  public String get(String key) {
    try {
      return connection.sync().get(key);
    } catch (RedisException failed) {
      throw new Failed(failed);
    }
  }

  @Override
  public void close() {
    connection.close();
    client.shutdown(Duration.ZERO, TIMEOUT);
  }
}
