package io.talus.application.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplyPiecesTest {
  private static final int ITEMS = 20_000;

  static List<Reply> longReplies() {
    List<Reply> items = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      items.add(Reply.bulk("item:" + i));
    }
    return List.of(
        new Reply.Array(items),
        new Reply.Set(items),
        new Reply.Map(items),
        new Reply.Pairs(items),
        Reply.bulk(Bytes.wrap(new byte[1_000_000])));
  }

  @ParameterizedTest
  @MethodSource("longReplies")
  void aLongReplyIsTheSameInPieces(Reply reply) {
    assertFalse(ReplyPieces.isShort(reply));

    assertEquals(reply, assembled(ReplyPieces.of(reply)));
  }

  @Test
  void aShortReplyIsAPieceOfItsOwn() {
    assertTrue(ReplyPieces.isShort(Reply.OK));
    assertEquals(Reply.OK, assembled(ReplyPieces.of(Reply.OK)));
    assertEquals(new Reply.Array(List.of()), assembled(ReplyPieces.of(new Reply.Array(List.of()))));
  }

  private static Reply assembled(Pull<Reply> pieces) {
    ReplyAssembly assembly = new ReplyAssembly();
    Reply whole = null;
    for (Reply piece = pieces.next(); piece != null; piece = pieces.next()) {
      assertNull(whole, "a piece behind the end");
      whole = assembly.add(piece);
    }
    if (whole == null) {
      throw new AssertionError("the reply is not whole");
    }
    return whole;
  }
}
