package io.talus.product.clusterclients;

import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

/** Jedis; what was called JedisCluster before Jedis 8. */
final class JedisClient implements SmartClient {
  private final RedisClusterClient cluster;

  JedisClient(int port) {
    cluster =
        RedisClusterClient.builder().nodes(Set.of(new HostAndPort("127.0.0.1", port))).build();
  }

  @Override
  public void set(String key, String value) {
    try {
      cluster.set(key, value);
    } catch (JedisException failed) {
      throw new Failed(failed);
    }
  }

  @Override
  public String get(String key) {
    try {
      return cluster.get(key);
    } catch (JedisException failed) {
      throw new Failed(failed);
    }
  }

  @Override
  public void close() {
    cluster.close();
  }
}
