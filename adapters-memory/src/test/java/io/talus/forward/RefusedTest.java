package io.talus.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is refused in a cluster, whoever leads the slots, as it would go beyond one of them. */
final class RefusedTest {
  private static final String SWAPDB = "ERR SWAPDB is not allowed in cluster mode";

  private final TestCluster cluster = new TestCluster(1);
  private final PipelineClient client = new PipelineClient(cluster.node(0));

  private static Reply denied(String option, String command) {
    return Reply.error(
        ("ERR %s option of %s denied in cluster mode when keys formed by the pattern may be in"
                + " different slots.")
            .formatted(option, command));
  }

  private static Reply texts(String... texts) {
    return new Reply.Array(List.of(texts).stream().map(Reply::bulk).toList());
  }

  @Test
  void sortLooksAtNoKeysOfOtherSlots() {
    for (String key : List.of("list", TestCluster.key(1, 0), TestCluster.key(2, 0))) {
      cluster.one(client, "RPUSH " + key + " 2 1");

      assertEquals(denied("BY", "SORT"), cluster.one(client, "SORT " + key + " BY weight_*"));
      assertEquals(denied("GET", "SORT"), cluster.one(client, "SORT " + key + " GET # GET v_*->f"));
      assertEquals(denied("BY", "SORT_RO"), cluster.one(client, "SORT_RO " + key + " BY w_*"));
      assertEquals(
          denied("GET", "SORT"), cluster.one(client, "SORT " + key + " GET *{" + key + "}"));
    }
  }

  @Test
  void sortLooksAtKeysOfItsOwnHashSlot() {
    for (String tag : List.of("a", "b", "c")) {
      cluster.one(client, "RPUSH {%s}list 1 2".formatted(tag));
      cluster.one(client, "MSET {%1$s}w1 9 {%1$s}w2 8 {%1$s}v1 one {%1$s}v2 two".formatted(tag));

      assertEquals(
          texts("2", "two", "1", "one"),
          cluster.one(client, "SORT {%1$s}list BY {%1$s}w* GET # GET {%1$s}v*".formatted(tag)));
      assertEquals(
          texts("1", "2"), cluster.one(client, "SORT {%s}list BY nosort GET #".formatted(tag)));
      assertEquals(
          denied("BY", "SORT"), cluster.one(client, "SORT {%s}list BY {other}w*".formatted(tag)));
      assertEquals(
          denied("BY", "SORT"),
          cluster.one(client, "SORT {%1$s}list BY {}{%1$s}w*".formatted(tag)));
    }
  }

  @Test
  void sortThatIsNotValidIsToldSo() {
    assertEquals(Reply.error("ERR syntax error"), cluster.one(client, "SORT list BY"));
  }

  @Test
  void tablesAreNotExchanged() {
    assertEquals(Reply.error(SWAPDB), cluster.one(client, "SWAPDB 0 0"));
    assertEquals(Reply.error(SWAPDB), cluster.one(client, "SWAPDB 0 1"));
  }

  @Test
  void neitherIsQueued() {
    assertEquals(
        List.of(Reply.OK, Reply.error(SWAPDB), denied("BY", "SORT")),
        cluster.all(client, "MULTI", "SWAPDB 0 0", "SORT list BY w*"));
    assertEquals(
        Reply.error("EXECABORT Transaction discarded because of previous errors."),
        cluster.one(client, "EXEC"));
  }
}
