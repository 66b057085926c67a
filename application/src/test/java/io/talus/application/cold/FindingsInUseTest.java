package io.talus.application.cold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.cold.ColdRequest.PageSlot;
import io.talus.application.port.Elements;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FindingsInUseTest {
  private static final int ROOM = 1000;

  private final FindingsInUse inUse = new FindingsInUse(ROOM);
  private final Findings first = open();
  private final Findings second = open();
  private final Findings third = open();
  private final List<String> begun = new ArrayList<>();

  private static final SlotAddress ADDRESS = new SlotAddress(0, 0, 1);

  private Findings open() {
    Findings findings = new Findings();
    inUse.add(findings);
    return findings;
  }

  @Test
  void everybodyReadsWhileThereIsRoom() {
    found(first, ROOM);

    read(second, "second");
    read(third, "third");

    assertEquals(List.of("second", "third"), begun);
  }

  private void found(Findings findings, int bytes) {
    Elements content = new Elements.Content(0, Bytes.wrap(new byte[bytes]));
    findings.put(
        new ColdRequest.Hashes(new PageSlot(ADDRESS, 1), bytes, 1), new ColdResult.Found(content));
    inUse.grew(bytes);
  }

  private void read(Findings findings, String name) {
    inUse.run(findings, () -> begun.add(name));
  }

  @Test
  void onlyTheOldestGoesOnReadingWhenThereIsNoRoom() {
    found(second, ROOM + 1);

    read(second, "second");
    read(first, "first");

    assertEquals(List.of("first"), begun);
  }

  @Test
  void othersGoOnInTheirOrderWhenRoomIsGivenBack() {
    found(first, ROOM + 1);
    read(second, "second");
    read(third, "third");

    inUse.remove(first);

    assertEquals(List.of("second", "third"), begun);
  }

  @Test
  void whatEndsAtOnceLetsTheNextOneBegin() {
    found(first, ROOM + 1);
    inUse.run(
        second,
        () -> {
          begun.add("second");
          inUse.remove(second);
        });
    read(third, "third");

    inUse.remove(first);

    assertEquals(List.of("second", "third"), begun);
  }
}
