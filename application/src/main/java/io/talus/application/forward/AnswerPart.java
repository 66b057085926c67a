package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.Leaders.Leader;
import org.jspecify.annotations.Nullable;

/** What one node answers another in a {@code PeerMessage.Answer}. */
sealed interface AnswerPart {
  /** The reply, or a piece of it. */
  record Replied(Reply reply) implements AnswerPart {}

  /**
   * Bytes of a reply that is too long for one message; the last part completes it.
   *
   * @param from where they begin in the array
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fragment(byte[] array, int from, int length) implements AnswerPart {}

  /**
   * Nothing was done.
   *
   * @param leader who leads, as far as that node knows; null if it does not
   * @param blockMillis for how long the command might go on to block; 0 if it has not blocked
   */
  record NotExecuted(@Nullable Leader leader, long blockMillis) implements AnswerPart {}

  /** Nobody can tell what came of it. */
  record Unknown() implements AnswerPart {}
}
