package io.talus.commands.differential;

import io.talus.domain.bytes.Bytes;
import java.util.List;

/** A command to send, and how to compare what comes back. */
public record Call(List<Bytes> words, Comparison comparison) {
  /** A call whose reply has to be equal. */
  public static Call exact(String... words) {
    return new Call(List.of(words).stream().map(Bytes::of).toList(), Comparison.EXACT);
  }

  /** Whether it is this command. */
  public boolean is(String name) {
    return words.getFirst().equalsIgnoreCase(name);
  }

  @Override
  public String toString() {
    return Calls.text(words);
  }
}
