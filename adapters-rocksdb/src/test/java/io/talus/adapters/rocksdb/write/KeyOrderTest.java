package io.talus.adapters.rocksdb.write;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.adapters.rocksdb.layout.LayoutSink;
import io.talus.domain.bytes.Bytes;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class KeyOrderTest {
  private static final int STRIDE = 3;

  @Test
  void nothingIsInOrder() {
    assertArrayEquals(new int[0], KeyOrder.sort(new byte[0], new int[0], STRIDE, 0));
  }

  @Test
  void keysThatBeginAlikeAreSortedAsTheirBytesAre() {
    Seeds.each(200, KeyOrderTest::compareWithSortedList);
  }

  private static void compareWithSortedList(RandomGenerator random) {
    int count = 1 + random.nextInt(500);
    byte[] prefix = new byte[random.nextInt(80)];
    random.nextBytes(prefix);
    List<Bytes> keys = new ArrayList<>();
    int[] fields = new int[STRIDE * count];
    LayoutSink sink = new LayoutSink(16);
    for (int i = 0; i < count; i++) {
      Bytes key = key(prefix, random);
      keys.add(key);
      fields[STRIDE * i + KeyOrder.AT] = sink.length();
      fields[STRIDE * i + KeyOrder.LENGTH] = key.length();
      sink.bytes(key);
    }

    int[] order = KeyOrder.sort(sink.array(), fields, STRIDE, count);

    List<Bytes> sorted = keys.stream().sorted().toList();
    for (int i = 0; i < count; i++) {
      assertEquals(sorted.get(i), keys.get(order[i]));
    }
  }

  /**
   * Some keys are short, some agree in many places, some differ only behind the places looked at.
   */
  private static Bytes key(byte[] prefix, RandomGenerator random) {
    byte[] key = new byte[random.nextInt(prefix.length + 12)];
    System.arraycopy(prefix, 0, key, 0, Math.min(prefix.length, key.length));
    for (int i = random.nextInt(6); i > 0 && key.length > 0; i--) {
      key[random.nextInt(key.length)] = (byte) random.nextInt();
    }
    return Bytes.wrap(key);
  }
}
