package io.talus.adapters.resp.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class InlineRequestTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        line("set  a\t1 ", "set", "a", "1"),
        line(" \u000b\f ping", "ping"),
        line("set a\u000bb 1", "set", "a\u000bb", "1"),
        line("set \"a b\" 'c d'", "set", "a b", "c d"),
        line("set \"\" ''", "set", "", ""),
        line("\"\\n\\r\\t\\b\\a\\\\\\\"\\q\"", "\n\r\t\b\u0007\\\"q"),
        line("\"\\x41\\xfF\\x4\\xzz\"", "A\u00ffx4xzz"),
        line("'it\\'s' '\\n'", "it's", "\\n"),
        line("pre\"fix ed\" x", "prefix ed", "x"),
        line("ping\u0000 \"", "ping"));
  }

  private static Arguments line(String line, String... words) {
    return Arguments.of(line, List.of(words));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void linesAreSplitAsRedisDoes(String line, List<String> words) {
    assertEquals(List.of(words), new Requests().receive(line + "\r\n"));
    assertEquals(List.of(words), new Requests().receive(line + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "'", "set \"a", "set 'a\\'", "\"a\"b", "'a''b'", "\"a\\"})
  void quotesHaveToBeBalanced(String line) {
    MalformedRequestException refused =
        assertThrows(MalformedRequestException.class, () -> new Requests().receive(line + "\r\n"));

    assertEquals("Protocol error: unbalanced quotes in request", refused.error());
  }

  @Test
  void linesWithoutWordsAreSkipped() {
    assertEquals(List.of(), new Requests().receive("\r\n\n  \r\n\u0000\n"));
  }
}
