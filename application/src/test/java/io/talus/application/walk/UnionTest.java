package io.talus.application.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class UnionTest {
  @Test
  void eachNameComesOnceWithAllInputsThatHaveIt() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      TreeMap<Bytes, List<Integer>> expected = new TreeMap<>(Bytes::compareByHash);
      List<Pull<Bytes>> inputs = new ArrayList<>();
      for (int input = 0; input < random.nextInt(6); input++) {
        Set<Bytes> names = names(random);
        for (Bytes name : names) {
          expected.computeIfAbsent(name, n -> new ArrayList<>()).add(input);
        }
        inputs.add(Pulls.of(names));
      }

      assertEquals(new ArrayList<>(expected.entrySet()), merged(inputs), "seed " + seed);
    }
  }

  private static Set<Bytes> names(Random random) {
    Set<Bytes> names = new TreeSet<>(Bytes::compareByHash);
    for (int i = random.nextInt(30); i > 0; i--) {
      names.add(Bytes.of("name:" + random.nextInt(40)));
    }
    return names;
  }

  private static List<Object> merged(List<Pull<Bytes>> inputs) {
    Union<Bytes> union = new Union<>(inputs, Function.identity());
    TreeMap<Bytes, List<Integer>> merged = new TreeMap<>(Bytes::compareByHash);
    Bytes last = null;
    while (union.advance()) {
      Bytes name = union.element(0);
      assertTrue(last == null || Bytes.compareByHash(last, name) < 0, "order");
      last = name;
      List<Integer> which = new ArrayList<>();
      for (int i = 0; i < union.count(); i++) {
        which.add(union.input(i));
      }
      merged.put(name, which);
    }
    return new ArrayList<>(merged.entrySet());
  }
}
