package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class MemoryTalusTest {

  @Test
  void answersAsAServerWould() {
    try (Talus talus = MemoryTalus.open()) {
      Reply set = talus.execute("SET", "greeting", "hello");
      Reply got = talus.execute("GET", "greeting");

      assertEquals(Reply.OK, set);
      assertEquals(Reply.bulk("hello"), got);
    }
  }

  @Test
  void letsOneConnectionWaitForAnother() {
    try (Talus talus = MemoryTalus.open();
        Connection other = talus.connect()) {
      CompletableFuture<Reply> waiting =
          other.submit(Bytes.of("BLPOP"), Bytes.of("l"), Bytes.of("0"));
      Reply pushed = talus.execute("LPUSH", "l", "entry");

      assertEquals(Reply.integer(1), pushed);
      assertEquals(new Reply.Bulks(List.of(Bytes.of("l"), Bytes.of("entry"))), waiting.join());
    }
  }
}
