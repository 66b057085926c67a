package io.talus.application.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.NotExecuted;
import io.talus.application.forward.AnswerPart.Replied;
import io.talus.application.forward.AnswerPart.Unknown;
import io.talus.application.forward.CallRequest.Client;
import io.talus.application.forward.CallRequest.Forget;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.CallRequest.More;
import io.talus.application.forward.CallRequest.Run;
import io.talus.application.forward.CallRequest.Unblock;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.log.ByteSink;
import io.talus.application.log.FormatException;
import io.talus.domain.bytes.Bytes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The bytes of calls and answers: nodes of neighbouring versions read each other's. */
final class CodecsTest {
  private static final Run RUN =
      new Run(
          new Client(7, Bytes.of("app"), Bytes.of("a:1")),
          3,
          300,
          6,
          slots(0, 1, 2, 9),
          EnumSet.of(Mode.TRANSACTION, Mode.NO_TOUCH),
          129,
          5,
          250,
          5000,
          List.of(words("SET", "k", "v"), words("EXEC")));

  /** Each with its golden bytes. */
  private static final Map<CallRequest, String> CALLS =
      Map.of(
          RUN,
          "01010703617070"
              + "03613a3103ac0206020003060103810105fa01882702"
              + "0303534554016b01760104"
              + "45584543",
          new More(300, 65536),
          "0102ac02808004",
          new Unblock(2, null),
          "01030200",
          new Unblock(2, "ERR"),
          "0103020103455252",
          new Forget(9),
          "010409");

  private static final Map<AnswerPart, String> ANSWERS =
      Map.of(
          new NotExecuted(new Leader(2, 300), 0),
          "01030102ac0200",
          new NotExecuted(null, 250),
          "010300fa01",
          new Unknown(),
          "0104",
          new Replied(Reply.OK),
          "010101024f4b",
          new Replied(new Reply.Error("ERR")),
          "01010203455252");

  private static final Map<Reply, String> REPLIES =
      Map.ofEntries(
          Map.entry(Reply.integer(-2), "0303"),
          Map.entry(Reply.bulk("ab"), "04026162"),
          Map.entry(Reply.NULL, "05"),
          Map.entry(Reply.NULL_ARRAY, "06"),
          Map.entry(new Reply.Bool(true), "07"),
          Map.entry(new Reply.Bool(false), "08"),
          Map.entry(new Reply.Double(1), "09000000000000f03f"),
          Map.entry(new Reply.Verbatim("t"), "0a0174"),
          Map.entry(Reply.array(Reply.NULL), "0b0105"),
          Map.entry(new Reply.Bulks(List.of(Bytes.of("a"))), "0c010161"),
          Map.entry(new Reply.Set(List.of(Reply.NULL)), "0d0105"),
          Map.entry(Reply.map(Reply.NULL, Reply.OK), "0e020501024f4b"),
          Map.entry(new Reply.Pairs(List.of(Reply.NULL, Reply.NULL)), "0f020505"),
          Map.entry(new Reply.Push(List.of(Reply.NULL)), "100105"),
          Map.entry(new Reply.Opening(Reply.Kind.MAP, 300), "1102ac02"),
          Map.entry(new Reply.Items(Reply.Kind.SET, List.of(Reply.NULL)), "12010105"),
          Map.entry(new Reply.BulkOpening(300), "13ac02"),
          Map.entry(new Reply.BulkPart(Bytes.of("a")), "140161"));

  private static BitSet slots(int... numbers) {
    BitSet slots = new BitSet();
    Arrays.stream(numbers).forEach(slots::set);
    return slots;
  }

  private static List<Bytes> words(String... words) {
    return Arrays.stream(words).map(Bytes::of).toList();
  }

  @Test
  void callsAreTheseBytes() {
    CALLS.forEach(
        (call, golden) -> {
          assertEquals(golden, HexFormat.of().formatHex(CallCodec.encode(call, new ByteSink(1))));
          assertEquals(call, CallCodec.decode(HexFormat.of().parseHex(golden)));
        });
  }

  @Test
  void answersAreTheseBytes() {
    ANSWERS.forEach(
        (answer, golden) -> {
          assertEquals(
              golden, HexFormat.of().formatHex(AnswerCodec.encode(answer, new ByteSink(1))));
          assertEquals(answer, AnswerCodec.decode(HexFormat.of().parseHex(golden)));
        });
  }

  @Test
  void repliesAreTheseBytes() {
    REPLIES.forEach(
        (reply, golden) -> {
          byte[] bytes = AnswerCodec.encode(new Replied(reply), new ByteSink(1));
          assertEquals("0101" + golden, HexFormat.of().formatHex(bytes));
          assertEquals(new Replied(reply), AnswerCodec.decode(bytes));
        });
  }

  @Test
  void whatMakesNoSenseIsRefused() {
    List<String> senseless =
        List.of("", "01", "02010703", "0109", "010205", "01010703617070", "0103020103455252ff");
    for (String bytes : senseless) {
      byte[] parsed = HexFormat.of().parseHex(bytes);
      assertThrows(FormatException.class, () -> CallCodec.decode(parsed), bytes);
    }
    List<String> answers = List.of("", "01", "0201", "0109", "010104ff", "010105ff", "0101110900");
    for (String bytes : answers) {
      byte[] parsed = HexFormat.of().parseHex(bytes);
      assertThrows(FormatException.class, () -> AnswerCodec.decode(parsed), bytes);
    }
  }

  @Test
  void replyThatIsNestedTooDeepIsRefused() {
    byte[] bytes = new byte[202];
    bytes[0] = 1;
    bytes[1] = 1;
    for (int i = 2; i + 1 < bytes.length; i += 2) {
      bytes[i] = 0x0b;
      bytes[i + 1] = 1;
    }

    assertThrows(FormatException.class, () -> AnswerCodec.decode(bytes));
  }
}
