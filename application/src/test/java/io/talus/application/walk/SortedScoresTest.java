package io.talus.application.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.command.CommandError;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.ScoredMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SortedScoresTest {
  @Test
  void membersComeByScoreAndThenByName() {
    Random random = new Random(1);
    List<ScoredMember> members = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] name = new byte[random.nextInt(100)];
      random.nextBytes(name);
      members.add(new ScoredMember(Bytes.wrap(name), random.nextInt(50) - 25));
    }
    SortedScores sorted = new SortedScores(bytes -> {});
    sorted.addAll(Pulls.of(members));

    List<ScoredMember> inOrder = new ArrayList<>();
    Pull<ScoredMember> pull = sorted.inOrder();
    for (ScoredMember next = pull.next(); next != null; next = pull.next()) {
      inOrder.add(next);
    }

    members.sort(null);
    assertEquals(members, inOrder);
    assertEquals(members.size(), sorted.count());
  }

  @Test
  void aMemberLongerThanAChunkFindsRoom() {
    ScoredMember longest = new ScoredMember(Bytes.wrap(new byte[3 << 20]), 1);
    SortedScores sorted = new SortedScores(bytes -> {});
    sorted.addAll(Pulls.of(List.of(longest, new ScoredMember(Bytes.of("short"), 0))));

    Pull<ScoredMember> pull = sorted.inOrder();
    assertEquals(new ScoredMember(Bytes.of("short"), 0), pull.next());
    assertEquals(longest, pull.next());
  }

  @Test
  void itTakesNoMoreMemoryThanItMay() {
    SortedScores sorted =
        new SortedScores(
            bytes -> {
              throw CommandError.ofShare("no room");
            });

    assertThrows(
        CommandError.class,
        () -> sorted.addAll(Pulls.of(List.of(new ScoredMember(Bytes.of("m"), 1)))));
  }
}
