package io.talus.product.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import io.talus.domain.bytes.Bytes;
import io.talus.product.stress.OwnKeys.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A client with keys of its own: it sends some commands ahead and knows what each has to answer.
 * Belongs to one thread at a time.
 */
final class OwnClient {
  private static final int AHEAD_MAX = 24;
  private static final long REPLY_SECONDS_MAX = 60;

  /**
   * A command that was sent.
   *
   * @param before all keys as they were before it
   */
  private record Sent(Call call, CompletableFuture<Reply> reply, OwnKeys before) {}

  private final String name;
  private final SplittableRandom random;
  private final Deque<Sent> sent = new ArrayDeque<>();
  private OwnKeys keys;
  private long commands;

  OwnClient(String name, SplittableRandom random) {
    this.name = name;
    this.random = random;
    this.keys = new OwnKeys(name);
  }

  long commands() {
    return commands;
  }

  /** Sends commands and checks their replies until it is enough; the last ones stay open. */
  void play(Talus talus, BooleanSupplier enough) throws Exception {
    Connection connection = talus.connect();
    while (!enough.getAsBoolean()) {
      OwnKeys before = keys.copy();
      Call call = keys.next(random);
      sent.add(new Sent(call, connection.submit(bytes(call.command())), before));
      commands++;
      while (sent.size() > AHEAD_MAX || (!sent.isEmpty() && random.nextInt(AHEAD_MAX) == 0)) {
        check(sent.removeFirst());
      }
    }
  }

  private void check(Sent first) throws Exception {
    Reply reply = first.reply.get(REPLY_SECONDS_MAX, TimeUnit.SECONDS);
    assertEquals(first.call.expected(), Shown.of(reply), () -> name + ": " + first.call.words());
  }

  /**
   * The node was closed and opened again: what was answered is there, and of the rest, which was
   * sent in this order, the first some commands.
   */
  void verify(Talus talus) throws Exception {
    while (!sent.isEmpty() && sent.getFirst().reply.isDone()) {
      Sent first = sent.removeFirst();
      if (!first.reply.isCompletedExceptionally()) {
        check(first);
      } else {
        sent.addFirst(first);
        break;
      }
    }
    List<OwnKeys> possible = new ArrayList<>(sent.stream().map(Sent::before).toList());
    possible.add(keys);
    sent.clear();
    List<String> found =
        keys.everything().stream().map(call -> Shown.of(talus.execute(call.command()))).toList();
    keys =
        possible.stream()
            .filter(state -> found.equals(state.everything().stream().map(Call::expected).toList()))
            .findFirst()
            .orElseThrow(() -> unexplained(possible.getFirst(), found));
  }

  private AssertionError unexplained(OwnKeys oldest, List<String> found) {
    List<Call> expected = oldest.everything();
    StringBuilder message =
        new StringBuilder(name + ": after closing and opening, against what was answered last:");
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).expected().equals(found.get(i))) {
        message.append(
            "\n%s: %s, found %s"
                .formatted(expected.get(i).words(), expected.get(i).expected(), found.get(i)));
      }
    }
    return new AssertionError(message);
  }

  private static Bytes[] bytes(String[] words) {
    return Stream.of(words).map(Bytes::of).toArray(Bytes[]::new);
  }
}
