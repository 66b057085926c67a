package io.talus.commands.differential;

import io.talus.application.command.Reply;
import java.util.List;

/**
 * Replies of Redis 7.2, which Talus follows, that the older server we compare with does not give.
 */
final class NewerReplies {

  /** A command whose error is newer. */
  private record NewerError(String command, String beginning) {}

  private static final List<NewerError> ERRORS =
      List.of(new NewerError("LPOS", "ERR value is out of range, value must between"));

  private NewerReplies() {}

  static boolean contain(Call call, Reply actual) {
    return actual instanceof Reply.Error error
        && ERRORS.stream()
            .anyMatch(newer -> call.is(newer.command) && error.text().startsWith(newer.beginning));
  }
}
