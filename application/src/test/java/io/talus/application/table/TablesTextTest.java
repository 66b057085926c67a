package io.talus.application.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.port.MetadataException;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.PasswordDigest;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange.Created;
import io.talus.domain.table.TablesChange.Dropped;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TablesTextTest {
  private static final String GOLDEN =
      """
      format=1
      revision=4
      table=0 0 1024 1 async -
      table=2 or-ders.v_2 64 3 quorum\
       ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad
      dropped=1
      dropped=3
      """;

  @Test
  void textIsAsItAlwaysWas() {
    Created orders =
        new Created("or-ders.v_2", 64, 3, Consistency.QUORUM, PasswordDigest.of(Bytes.of("abc")));
    Created other = new Created("other", 1, 1, Consistency.ASYNC, null);
    Tables two = Tables.none().withNumbered(2, 1024).with(orders).with(other);
    Tables tables =
        new Tables(4, two.with(new Dropped(1)).with(new Dropped(3)).all(), List.of(1, 3));

    assertEquals(GOLDEN, TablesText.write(tables));
    assertEquals(tables, TablesText.read(GOLDEN));
  }

  @Test
  void imageWithoutTablesComesBack() {
    assertEquals(Tables.none(), TablesText.read(TablesText.write(Tables.none())));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "format=2\nrevision=1\n",
        "format=1\n",
        "format=1\nrevision=x\n",
        "format=1\nrevision=1\ntable=0 0 1024 1 async\n",
        "format=1\nrevision=1\ntable=0 0 1024 1 never -\n",
        "format=1\nrevision=1\ntable=0 0 1000 1 async -\n",
        "format=1\nrevision=1\ntable=0 0 1024 1 async 00\n",
        "format=1\nrevision=1\ntable=1 a 8 1 async -\ndropped=1\n",
        "format=1\nrevision=1\nview=0\n"
      })
  void somethingElseIsRefused(String text) {
    assertThrows(MetadataException.class, () -> TablesText.read(text));
  }
}
