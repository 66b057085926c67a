package io.talus.commands;

import io.talus.adapters.memory.MemoryTalus;
import io.talus.application.command.Reply;
import io.talus.application.embed.Connection;
import io.talus.application.embed.Talus;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A new Talus in memory, with which a test talks in the words of redis-cli; see {@link Shown}. */
public final class Conversation implements AfterEachCallback {
  private final Talus talus = MemoryTalus.open();
  private final Connection other = talus.connect();

  /** The reply to a command, whose words have a space between them; {@code ''} is an empty one. */
  public String say(String command) {
    return Shown.text(talus.execute(words(command)));
  }

  /** The reply to a command of which some words may contain spaces or be empty. */
  public String sayWords(String... words) {
    return Shown.text(talus.execute(words));
  }

  /** What another connection says: its reply may keep it waiting. */
  public CompletableFuture<String> sayElsewhere(String command) {
    Bytes[] words = Arrays.stream(words(command)).map(Bytes::of).toArray(Bytes[]::new);
    CompletableFuture<Reply> reply = other.submit(words);
    return reply.thenApply(Shown::text);
  }

  private static String[] words(String command) {
    return Arrays.stream(command.split(" "))
        .map(word -> word.equals("''") ? "" : word)
        .toArray(String[]::new);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    other.close();
    talus.close();
  }
}
