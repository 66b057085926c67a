package io.talus.application.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class NamedWindowTest {
  private static final int MEMBERS = 20_000;
  private static final int PAGE = 1000;

  private final TreeSet<Bytes> set = new TreeSet<>(Bytes::compareByHash);
  private final NamedWindow window = new NamedWindow(MEMBERS);
  private int reads;

  NamedWindowTest() {
    for (int i = 0; i < MEMBERS; i++) {
      set.add(Bytes.of("member:" + i));
    }
  }

  @Test
  void whoAsksForManyInHashOrderIsAnsweredFromPages() {
    List<Bytes> asked = names(MEMBERS / 2, 2 * MEMBERS);

    asked.forEach(name -> assertEquals(set.contains(name), contains(name), name::toString));

    assertTrue(reads < MEMBERS / PAGE + 50, reads + " reads");
  }

  @Test
  void whoAsksForFewGetsEachByItself() {
    List<Bytes> asked = names(20, MEMBERS);

    asked.forEach(name -> assertEquals(set.contains(name), contains(name), name::toString));

    assertEquals(asked.size(), reads);
  }

  @Test
  void whoAsksInNoOrderGetsEachByItself() {
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      Bytes name = Bytes.of("member:" + random.nextInt(2 * MEMBERS));
      assertEquals(set.contains(name), contains(name), name::toString);
    }

    assertTrue(reads > 900, reads + " reads");
  }

  private static List<Bytes> names(int from, int to) {
    TreeSet<Bytes> names = new TreeSet<>(Bytes::compareByHash);
    int step = to > MEMBERS ? 1 : MEMBERS / from;
    for (int i = from; i < to; i += step) {
      names.add(Bytes.of("member:" + i));
    }
    return new ArrayList<>(names);
  }

  private boolean contains(Bytes name) {
    Elements found = window.find(name);
    if (found == null) {
      reads++;
      if (!window.wantsPage()) {
        return set.contains(name);
      }
      window.take(Integer.toUnsignedLong(name.hashCode()), page(name));
      found = window.find(name);
    }
    return found instanceof Elements.Members members && !members.members().isEmpty();
  }

  /** From the hash of the name on. */
  private Elements page(Bytes name) {
    List<Bytes> page = new ArrayList<>();
    for (Bytes member : set) {
      if (Integer.compareUnsigned(member.hashCode(), name.hashCode()) >= 0) {
        if (page.size() >= PAGE && member.hashCode() != page.getLast().hashCode()) {
          return new Elements.Members(page, Scan.after(page.getLast().hashCode()));
        }
        page.add(member);
      }
    }
    return new Elements.Members(page, Scan.END);
  }
}
