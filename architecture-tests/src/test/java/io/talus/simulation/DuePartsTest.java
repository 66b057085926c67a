package io.talus.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import io.talus.application.log.FsyncPolicy;
import io.talus.domain.bytes.Bytes;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A store that tells of a part of the fields that are due: nobody sees the others all the same. */
final class DuePartsTest {
  private static final long NOTHING_RESIDENT = 1;

  private final Scenario node =
      new Scenario(
          FsyncPolicy.EVERYSEC,
          NOTHING_RESIDENT,
          MachineStore.inMemory(new SplittableRandom(1), 1));

  @Test
  void fieldsOfAllPartsAreGoneAtOnce() {
    node.ask("HSET", "hash", "a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7");
    node.ask("HPEXPIRE", "hash", "20100", "FIELDS", "6", "a", "b", "c", "d", "e", "f");
    node.pass(20_000); // until the store has it, and nothing is resident

    assertEquals(Reply.integer(7), node.ask("HLEN", "hash"));
    node.pass(100);

    assertEquals(Reply.NULL, node.ask("HGET", "hash", "f"));
    assertEquals(Reply.integer(1), node.ask("HLEN", "hash"));
    assertEquals(new Reply.Bulks(List.of(Bytes.of("g"))), node.ask("HKEYS", "hash"));
  }
}
