package io.talus.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A block is how a tick reaches the disk, and nothing else: above the log there are only tickets,
 * and indexes of slots' logs (ADR 17).
 */
final class BlocksTest {
  /** The log, and the one class that turns ticks into its blocks. */
  private static final List<String> LOG =
      List.of(
          "/application/log/",
          "/application/port/Binlog.java",
          "/BlockLog.java",
          "/SnapshotInstalls.java", // says where the log ended when a snapshot took a slot's place
          "/binlog/",
          "/KeyFilter.java"); // its blocks are cache lines

  private static final Pattern BLOCK_NUMBER =
      Pattern.compile(
          "\\b(?:long|int|Long)\\s+(?:block|\\w+Block)\\b|\\w+Block\\(\\)|\\.block\\(\\)");

  @Test
  void nobodyAboveTheLogNamesABlock() {
    List<String> naming =
        Repository.sources().stream()
            .filter(source -> source.isMain() && LOG.stream().noneMatch(source.path()::contains))
            .filter(source -> !source.path().startsWith("testkit/"))
            .filter(source -> BLOCK_NUMBER.matcher(source.code()).find())
            .map(JavaSource::path)
            .toList();

    assertEquals(List.of(), naming);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void release(long block) {}",
        "long applied = store.appliedBlock();",
        "if (gated.block() <= 7) {}"
      })
  void whoNamesOneIsFound(String code) {
    assertTrue(BLOCK_NUMBER.matcher(code).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"session.waiting().blocked()", "void block(Session session) {}", "blockCache"})
  void whoeverBlocksOtherwiseIsFree(String code) {
    assertFalse(BLOCK_NUMBER.matcher(code).find());
  }
}
