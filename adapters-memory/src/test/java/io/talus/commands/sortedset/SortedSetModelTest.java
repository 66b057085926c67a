package io.talus.commands.sortedset;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.FloatingPoint;
import io.talus.commands.Conversation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ranges of a sorted set that changes at random, against a sorted Java list. */
final class SortedSetModelTest {
  private static final int STEPS = 300;
  private static final int MEMBERS = 60;

  @RegisterExtension final Conversation talus = new Conversation();

  private final Map<String, Double> scores = new HashMap<>();

  @RepeatedTest(20)
  void rangesAreThoseOfASortedList() {
    long seed = RandomGenerator.getDefault().nextLong();
    Random random = new Random(seed);

    for (int step = 0; step < STEPS; step++) {
      String change = change(random);
      String where = "seed " + seed + ", step " + step + ": " + change;

      assertEquals(Integer.toString(scores.size()), talus.say("ZCARD k"), where);
      compareRanks(random, where);
      compareScores(random, where);
      compareOneMember(random, where);
    }
  }

  /** Makes the same random change to both; returns the command. */
  private String change(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> remove(random);
      case 1 -> removeScores(random);
      case 2 -> pop(random);
      default -> add(random);
    };
  }

  private String add(Random random) {
    StringBuilder command = new StringBuilder("ZADD k");
    for (int i = random.nextInt(6); i >= 0; i--) {
      String member = member(random);
      int score = random.nextInt(20);
      scores.put(member, score / 2.0);
      command.append(' ').append(score / 2.0).append(' ').append(member);
    }
    talus.say(command.toString());
    return command.toString();
  }

  private String remove(Random random) {
    String member = member(random);
    boolean present = scores.remove(member) != null;
    return say("ZREM k " + member, present ? "1" : "0");
  }

  private String removeScores(Random random) {
    double min = random.nextInt(20) / 2.0;
    double max = min + 0.5;
    int before = scores.size();
    scores.values().removeIf(score -> score >= min && score < max);
    return say("ZREMRANGEBYSCORE k " + min + " (" + max, Integer.toString(before - scores.size()));
  }

  private String pop(Random random) {
    boolean highest = random.nextBoolean();
    int count = random.nextInt(4);
    List<String> popped = sorted(entry -> true);
    if (highest) {
      Collections.reverse(popped);
    }
    List<String> expected = popped.subList(0, Math.min(count, popped.size()));
    String reply = pairs(expected);
    expected.forEach(scores::remove);
    return say((highest ? "ZPOPMAX k " : "ZPOPMIN k ") + count, reply);
  }

  private void compareRanks(Random random, String where) {
    List<String> all = sorted(entry -> true);
    int from = random.nextInt(all.size() + 1);
    int to = from + random.nextInt(all.size() - from + 1);
    boolean empty = from == to;
    String bounds = empty ? "1 0" : from + " " + (to - 1);

    assertEquals(
        pairs(all.subList(from, to)), talus.say("ZRANGE k " + bounds + " WITHSCORES"), where);
    Collections.reverse(all);
    assertEquals(names(all.subList(from, to)), talus.say("ZREVRANGE k " + bounds), where);
  }

  private void compareScores(Random random, String where) {
    double min = random.nextInt(24) / 2.0 - 1;
    double max = random.nextInt(24) / 2.0 - 1;
    boolean open = random.nextBoolean();
    List<String> expected =
        sorted(
            entry ->
                open
                    ? entry.getValue() > min && entry.getValue() < max
                    : entry.getValue() >= min && entry.getValue() <= max);
    String lower = (open ? "(" : "") + min;
    String upper = (open ? "(" : "") + max;

    assertEquals(names(expected), talus.say("ZRANGEBYSCORE k " + lower + " " + upper), where);
    assertEquals(
        Integer.toString(expected.size()), talus.say("ZCOUNT k " + lower + " " + upper), where);
    Collections.reverse(expected);
    int offset = random.nextInt(3);
    List<String> limited =
        expected.subList(Math.min(offset, expected.size()), Math.min(offset + 2, expected.size()));
    assertEquals(
        names(limited),
        talus.say("ZRANGE k " + upper + " " + lower + " BYSCORE REV LIMIT " + offset + " 2"),
        where);
  }

  private void compareOneMember(Random random, String where) {
    String member = member(random);
    Double score = scores.get(member);
    int rank = sorted(entry -> true).indexOf(member);

    String shownRank = rank < 0 ? "nil" : Integer.toString(rank);
    assertEquals(shownRank, talus.say("ZRANK k " + member), where);
    String shownScore = score == null ? "nil" : FloatingPoint.format(score);
    assertEquals(shownScore, talus.say("ZSCORE k " + member), where);
  }

  private List<String> sorted(Predicate<Map.Entry<String, Double>> wanted) {
    Comparator<Map.Entry<String, Double>> byScore = Map.Entry.comparingByValue();
    List<String> members = new ArrayList<>();
    scores.entrySet().stream()
        .filter(wanted)
        .sorted(byScore.thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> members.add(entry.getKey()));
    return members;
  }

  private static String member(Random random) {
    return "m" + random.nextInt(MEMBERS);
  }

  private static String names(List<String> members) {
    return "[" + String.join(" ", members) + "]";
  }

  private String pairs(List<String> members) {
    return names(
        members.stream()
            .map(member -> "(" + member + " " + FloatingPoint.format(scores.get(member)) + ")")
            .toList());
  }

  private String say(String command, String reply) {
    assertEquals(reply, talus.say(command), command);
    return command;
  }
}
