package io.talus.product.kill;

import java.util.List;

/**
 * What a connection sends as one unit: a command, or two SETs within MULTI.
 *
 * @param commands one, or those between MULTI and EXEC
 */
record Write(List<List<String>> commands) {
  static Write of(String... words) {
    return new Write(List.of(List.of(words)));
  }

  static Write together(List<String> first, List<String> second) {
    return new Write(List.of(first, second));
  }

  boolean isTransaction() {
    return commands.size() > 1;
  }
}
