package io.talus.application.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OtherTablesTest {
  private static final String ALL = "all";

  @Test
  void mostCommandsReachNone() {
    assertEquals(List.of(), reached(new OtherTables.None(), "GET", "key"));
  }

  @Test
  void argumentAtAPositionNamesOne() {
    assertEquals(List.of("7"), reached(new OtherTables.At(2), "MOVE", "key", "7"));
  }

  @Test
  void everyArgumentBehindTheKeywordNamesOne() {
    OtherTables behindDb = new OtherTables.After("DB", 3);

    assertEquals(List.of("1", "2"), reached(behindDb, "COPY", "a", "b", "DB", "1", "db", "2"));
    assertEquals(List.of(), reached(behindDb, "COPY", "DB", "1", "REPLACE"));
    assertEquals(List.of(), reached(behindDb, "COPY", "a", "b", "DB"));
  }

  @Test
  void someCommandsReachAll() {
    assertEquals(List.of(ALL), reached(new OtherTables.All(), "FLUSHALL"));
  }

  private static List<String> reached(OtherTables tables, String... words) {
    Arguments args = Arguments.of(words);
    List<String> found = new ArrayList<>();
    tables.visit(args, at -> found.add(args.text(at)), () -> found.add(ALL));
    return found;
  }
}
