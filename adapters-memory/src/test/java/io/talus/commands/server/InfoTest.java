package io.talus.commands.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.commands.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InfoTest {
  private final Terminal redis = new Terminal();

  @AfterEach
  void close() {
    redis.close();
  }

  /** What monitoring tools look for, section by section. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server | redis_version redis_mode os arch_bits process_id run_id tcp_port uptime_in_seconds hz",
        "clients | connected_clients maxclients blocked_clients tracking_clients total_blocking_keys",
        "memory | used_memory used_memory_human used_memory_rss used_memory_peak used_memory_overhead"
            + " used_memory_startup used_memory_dataset used_memory_vm_total maxmemory"
            + " maxmemory_policy allocator_frag_ratio mem_fragmentation_ratio mem_clients_normal",
        "persistence | loading rdb_changes_since_last_save rdb_bgsave_in_progress aof_enabled"
            + " aof_last_write_status aof_rewrites aof_base_size current_cow_size",
        "stats | total_connections_received total_commands_processed instantaneous_ops_per_sec"
            + " total_net_input_bytes instantaneous_input_kbps expired_keys evicted_keys"
            + " keyspace_hits keyspace_misses pubsub_channels total_error_replies"
            + " acl_access_denied_auth",
        "replication | role connected_slaves master_replid master_replid2 repl_backlog_size",
        "cpu | used_cpu_sys used_cpu_user used_cpu_sys_main_thread",
        "cluster | cluster_enabled"
      })
  void aSectionHasTheFieldsOfRedis(String section, String fields) {
    String text = redis.send("INFO " + section);

    for (String field : fields.split(" ")) {
      assertTrue(text.contains("\r\n" + field + ":"), field + " in " + text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Commandstats", "Latencystats"})
  void detailsComeOnlyWhenTheyAreAskedFor(String title) {
    redis.send("SET k v");

    assertFalse(redis.send("INFO").contains("# " + title));
    assertTrue(redis.send("INFO all").contains("# " + title));
    assertTrue(redis.send("INFO everything").contains("# " + title));
    assertTrue(redis.send("INFO server " + title).contains("# " + title));
  }

  @Test
  void aNodeThatIsAloneSaysNothingOfACluster() {
    assertFalse(redis.send("INFO everything").contains("Talus_cluster"));
    assertFalse(redis.send("INFO talus_cluster").contains("node"));
  }

  @Test
  void commandsThatChangedNothingAreNoChangesToSave() {
    redis.send("SET k v");
    redis.send("SETBIT b 3 1");
    redis.send("SETBIT b 3 1");
    redis.send("DEL missing");

    assertTrue(redis.send("INFO persistence").contains("rdb_changes_since_last_save:2\r\n"));
  }

  @Test
  void resetStatBeginsToCountAnew() {
    redis.send("GET missing");

    assertEquals("OK", redis.send("CONFIG RESETSTAT"));

    assertTrue(redis.send("INFO stats").contains("keyspace_misses:0\r\n"));
    assertFalse(redis.send("INFO commandstats").contains("cmdstat_get:"));
  }
}
