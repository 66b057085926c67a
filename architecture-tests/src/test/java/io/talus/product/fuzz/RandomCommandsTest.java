package io.talus.product.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.product.node.Answer;
import io.talus.product.node.Node;
import io.talus.product.node.RespClient;
import io.talus.testkit.Seeds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command answers any arguments with a reply or an error, and soon. */
final class RandomCommandsTest {
  private static final int SECONDS = 10;
  private static final int LONG_SECONDS = 300;
  private static final int SHOWN = 30;
  private static final int SHOWN_CHARS = 200;

  /** So many commands are sent between two looks at whether replies still belong to requests. */
  private static final int STRIDE = 50;

  @TempDir private Path dir;
  private Node node;
  private final Deque<String> sent = new ArrayDeque<>();
  private long count;
  private long errors;

  @BeforeEach
  void start() throws Exception {
    node = Node.in(dir).start();
  }

  @AfterEach
  void stop() throws IOException {
    node.close();
  }

  @Test
  void everyCommandAnswersAnyArguments() {
    Seeds.each(1, random -> call(random, SECONDS));
  }

  @Tag("long")
  @Test
  void everyCommandAnswersAnyArgumentsForLong() {
    Seeds.each(1, random -> call(random, LONG_SECONDS));
  }

  private void call(RandomGenerator random, int seconds) throws IOException {
    Watchman.during(node, () -> attack(random, seconds));
    System.out.printf("%d random commands, %d of them refused%n", count, errors);
    assertFalse(node.printed().contains(" ERROR "), node.printed());
  }

  private void attack(RandomGenerator random, int seconds) throws IOException {
    try (RespClient resp2 = node.connect();
        RespClient resp3 = node.connect()) {
      assertFalse(resp3.hello(3).isError());
      RandomCommands commands = new RandomCommands(CommandSyntax.all(resp2), random);
      long deadline = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < deadline) {
        RespClient client = random.nextBoolean() ? resp2 : resp3;
        for (int i = 0; i < STRIDE; i++) {
          call(client, commands.next());
        }
        call(client, new String[] {"DISCARD"});
        assertEquals("here" + count, call(client, new String[] {"ECHO", "here" + count}).text());
      }
      assertTrue(errors < count, "all " + count + " commands were refused");
    }
  }

  private Answer call(RespClient client, String[] words) throws IOException {
    String shown = Arrays.toString(words);
    sent.addLast(shown.substring(0, Math.min(shown.length(), SHOWN_CHARS)));
    if (sent.size() > SHOWN) {
      sent.removeFirst();
    }
    count++;
    try {
      Answer answer = client.call(words);
      errors += answer.isError() ? 1 : 0;
      assertFalse(answer.text().startsWith("ERR internal"), this::shown);
      return answer;
    } catch (IOException failed) {
      throw new IOException(shown(), failed);
    }
  }

  private String shown() {
    return "the last commands:\n" + String.join("\n", List.copyOf(sent)) + "\n";
  }
}
