package io.talus.commands.list;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.commands.Conversation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Changes in the middle of a list, made at random, against a Java list. */
final class ListModelTest {
  private static final int STEPS = 400;
  private static final String[] ELEMENTS = {"a", "b", "c", "d", "e"};

  @RegisterExtension final Conversation talus = new Conversation();

  private final List<String> model = new ArrayList<>();

  @RepeatedTest(20)
  void behavesAsAJavaList() {
    long seed = RandomGenerator.getDefault().nextLong();
    Random random = new Random(seed);

    for (int step = 0; step < STEPS; step++) {
      String command = change(random);

      String position = "seed " + seed + ", step " + step + ": " + command;
      assertEquals(shown(model), talus.say("LRANGE k 0 -1"), position);
      assertEquals(Integer.toString(model.size()), talus.say("LLEN k"), position);
      assertEquals(model.isEmpty() ? "0" : "1", talus.say("DBSIZE"), position);
    }
  }

  private static String shown(List<String> entries) {
    return "[" + String.join(" ", entries) + "]";
  }

  /** Makes the same random change to both; returns the command. */
  private String change(Random random) {
    String element = ELEMENTS[random.nextInt(ELEMENTS.length)];
    return switch (random.nextInt(9)) {
      case 0, 1, 2 -> push(random, element);
      case 3 -> pop(random);
      case 4, 5 -> insert(random, element);
      case 6 -> remove(random.nextInt(7) - 3, element);
      case 7 -> set(random, element);
      default -> random.nextInt(4) == 0 ? trim(random) : rotate(random);
    };
  }

  private String push(Random random, String element) {
    boolean left = random.nextBoolean();
    model.add(left ? 0 : model.size(), element);
    return say((left ? "LPUSH k " : "RPUSH k ") + element, Integer.toString(model.size()));
  }

  private String pop(Random random) {
    boolean left = random.nextBoolean();
    String popped = "nil";
    if (!model.isEmpty()) {
      popped = left ? model.removeFirst() : model.removeLast();
    }
    return say(left ? "LPOP k" : "RPOP k", popped);
  }

  private String insert(Random random, String element) {
    String pivot = ELEMENTS[random.nextInt(ELEMENTS.length)];
    boolean after = random.nextBoolean();
    int at = model.indexOf(pivot);
    String reply = model.isEmpty() ? "0" : "-1";
    if (at >= 0) {
      model.add(after ? at + 1 : at, element);
      reply = Integer.toString(model.size());
    }
    return say("LINSERT k " + (after ? "AFTER " : "BEFORE ") + pivot + " " + element, reply);
  }

  private String remove(int count, String element) {
    int limit = count == 0 ? Integer.MAX_VALUE : Math.abs(count);
    int removed = 0;
    while (removed < limit && model.contains(element)) {
      model.remove(count < 0 ? model.lastIndexOf(element) : model.indexOf(element));
      removed++;
    }
    return say("LREM k " + count + " " + element, Integer.toString(removed));
  }

  private String set(Random random, String element) {
    int index = random.nextInt(Math.max(1, model.size()));
    String reply = model.isEmpty() ? "ERR no such key" : "OK";
    if (!model.isEmpty()) {
      model.set(index, element);
    }
    return say("LSET k " + index + " " + element, reply);
  }

  private String trim(Random random) {
    int from = Math.min(random.nextInt(3), model.size());
    int to = Math.max(from, model.size() - random.nextInt(3));
    List<String> kept = List.copyOf(model.subList(from, to));
    model.clear();
    model.addAll(kept);
    return say(kept.isEmpty() ? "LTRIM k 1 0" : "LTRIM k " + from + " " + (to - 1), "OK");
  }

  private String rotate(Random random) {
    boolean leftwards = random.nextBoolean();
    String moved = model.isEmpty() ? "nil" : leftwards ? model.getFirst() : model.getLast();
    Collections.rotate(model, leftwards ? -1 : 1);
    return say(leftwards ? "LMOVE k k LEFT RIGHT" : "RPOPLPUSH k k", moved);
  }

  private String say(String command, String reply) {
    assertEquals(reply, talus.say(command), command);
    return command;
  }
}
