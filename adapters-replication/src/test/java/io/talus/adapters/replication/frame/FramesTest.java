package io.talus.adapters.replication.frame;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.talus.application.peer.MessageClass;
import io.talus.testkit.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class FramesTest {
  private static final UnpooledByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

  private static byte[] bytes(ByteBuf frame) {
    byte[] bytes = ByteBufUtil.getBytes(frame);
    frame.release();
    return bytes;
  }

  private static byte[] random(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void theFormatIsWhatTheDocumentationSays() {
    byte[] frame = bytes(Frames.write(ALLOCATOR, FrameKind.WHOLE, new byte[] {2, 0x41, 0x42}));

    // Length 4, checksum of length and content, kind 6, class 2, "AB".
    assertEquals("00000004" + "abb27f7d" + "06" + "02" + "4142", ByteBufUtil.hexDump(frame));
  }

  @Test
  void aFrameComesBackAsItWas() {
    byte[] content = {1, 2, 3};
    ByteBuf input =
        Unpooled.wrappedBuffer(bytes(Frames.write(ALLOCATOR, FrameKind.HELLO, content)));

    Frame frame = Frames.read(input, Frames.LENGTH_MAX);

    assertNotNull(frame);
    assertEquals(FrameKind.HELLO, frame.kind());
    assertArrayEquals(content, frame.bytes());
    assertEquals(0, input.readableBytes());
  }

  @Test
  void halfAFrameIsNoneYet() {
    byte[] frame = bytes(Frames.write(ALLOCATOR, FrameKind.HELLO, new byte[20]));

    for (int length = 0; length < frame.length; length++) {
      ByteBuf input = Unpooled.wrappedBuffer(frame, 0, length);
      assertNull(Frames.read(input, Frames.LENGTH_MAX));
      assertEquals(length, input.readableBytes());
    }
  }

  @Test
  void everyFlippedBitIsFound() {
    byte[] frame = bytes(Frames.write(ALLOCATOR, FrameKind.WHOLE, new byte[] {2, 7, 7, 7}));

    for (int bit = 0; bit < frame.length * 8; bit++) {
      byte[] damaged = frame.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      ByteBuf input = Unpooled.buffer().writeBytes(damaged).writeZero(Frames.LENGTH_MAX);
      assertThrows(
          BrokenStreamException.class, () -> Frames.read(input, Frames.LENGTH_MAX), "bit " + bit);
    }
  }

  @Test
  void longFramesAreRefusedBeforeTheyHaveCome() {
    ByteBuf input = Unpooled.buffer().writeInt(Frames.STRANGERS_LENGTH_MAX + 1).writeInt(0);

    String reason =
        assertThrows(
                BrokenStreamException.class, () -> Frames.read(input, Frames.STRANGERS_LENGTH_MAX))
            .getMessage();

    assertEquals("length of a frame: 1025 (expected: 1..1024)", reason);
  }

  @Test
  void unknownKindsAreRefused() {
    ByteBuf frame = Frames.begin(ALLOCATOR, FrameKind.HELLO, 0);
    frame.setByte(Frames.HEADER_BYTES, 10);
    Frames.end(frame);

    assertThrows(BrokenStreamException.class, () -> Frames.read(frame, Frames.LENGTH_MAX));
    frame.release();
  }

  @Test
  void messagesOfAllLengthsAreCutAndPutTogether() {
    int piece = Frames.PIECE_BYTES_MAX;
    for (int length : new int[] {0, 1, piece - 1, piece, piece + 1, 2 * piece, 10 * piece + 5}) {
      byte[] message = random(Seeds.first(), length);
      CutMessage cut = new CutMessage(MessageClass.CALLS, message);
      MessageAssembly assembly = new MessageAssembly();
      byte[] received = null;

      while (received == null) {
        received = assembly.add(next(cut));
      }

      assertTrue(cut.isSent());
      assertArrayEquals(message, received);
    }
  }

  private static Frame next(CutMessage cut) {
    Frame frame =
        Frames.read(Unpooled.wrappedBuffer(bytes(cut.next(ALLOCATOR))), Frames.LENGTH_MAX);
    assertNotNull(frame);
    return frame;
  }

  @Test
  void messagesOfSeveralClassesMayBeInterleaved() {
    Seeds.each(50, FramesTest::interleaved);
  }

  private static void interleaved(RandomGenerator random) {
    List<CutMessage> cuts = new ArrayList<>();
    List<byte[]> sent = new ArrayList<>();
    for (MessageClass messages :
        List.of(MessageClass.SLOTS, MessageClass.CALLS, MessageClass.SNAPSHOTS)) {
      byte[] message = random(random, random.nextInt(5 * Frames.PIECE_BYTES_MAX));
      cuts.add(new CutMessage(messages, message));
      sent.add(message);
    }
    MessageAssembly assembly = new MessageAssembly();
    while (!cuts.isEmpty()) {
      int which = random.nextInt(cuts.size());
      byte[] received = assembly.add(next(cuts.get(which)));
      if (received != null) {
        assertArrayEquals(sent.remove(which), received);
        cuts.remove(which);
      }
    }
  }

  @Test
  void piecesThatMakeNoSenseAreRefused() {
    byte[] large = new byte[2 * Frames.PIECE_BYTES_MAX];
    Frame begin = next(new CutMessage(MessageClass.CALLS, large));
    CutMessage cut = new CutMessage(MessageClass.CALLS, large);
    next(cut);
    Frame more = next(cut);
    MessageAssembly begun = new MessageAssembly();
    begun.add(next(new CutMessage(MessageClass.CALLS, large)));

    assertThrows(BrokenStreamException.class, () -> new MessageAssembly().add(more));
    assertThrows(BrokenStreamException.class, () -> begun.add(begin));
    assertThrows(
        BrokenStreamException.class,
        () -> new MessageAssembly().add(frame(FrameKind.WHOLE, new byte[] {9})));
    assertThrows(
        BrokenStreamException.class,
        () -> new MessageAssembly().add(frame(FrameKind.WHOLE, new byte[0])));
    assertThrows(
        BrokenStreamException.class,
        () -> begun.add(frame(FrameKind.MORE, new byte[] {3})),
        "no progress");
  }

  @Test
  void severalMessagesInAFrameComeBackInTheirOrder() {
    Seeds.each(
        50,
        random -> {
          List<CutMessage> sent = new ArrayList<>();
          for (int i = random.nextInt(1, 30); i > 0; i--) {
            byte[] message = random(random, random.nextInt(3000));
            sent.add(new CutMessage(MessageClass.SLOTS, message));
          }
          Bundle bundle = new Bundle(sent.getFirst(), random.nextInt(100_000), ALLOCATOR);
          List<byte[]> expected = new ArrayList<>();
          while (expected.size() < sent.size() && bundle.add(sent.get(expected.size()))) {
            expected.add(sent.get(expected.size()).bytes());
          }

          List<byte[]> received = severalOf(bytes(bundle.end()));

          assertEquals(expected.size(), received.size());
          for (int i = 0; i < received.size(); i++) {
            assertArrayEquals(expected.get(i), received.get(i));
          }
        });
  }

  private static List<byte[]> severalOf(byte[] bytes) {
    Frame frame = Frames.read(Unpooled.wrappedBuffer(bytes), Frames.LENGTH_MAX);
    assertNotNull(frame);
    assertEquals(FrameKind.SEVERAL, frame.kind());
    List<byte[]> received = new ArrayList<>();
    new MessageAssembly().addAll(frame, received::add);
    return received;
  }

  @Test
  void severalMessagesThatMakeNoSenseAreRefused() {
    MessageAssembly begun = new MessageAssembly();
    begun.add(next(new CutMessage(MessageClass.CALLS, new byte[2 * Frames.PIECE_BYTES_MAX])));

    assertRefused("SEVERAL before a message of its class has ended", begun, 3);
    assertRefused("a frame ends too early", new MessageAssembly());
    assertRefused("a frame ends too early", new MessageAssembly(), 3, 0, 0, 0);
    assertRefused(
        "length of one of several messages: 2 (expected: 0..1)",
        new MessageAssembly(),
        3,
        0,
        0,
        0,
        2,
        7);
    assertRefused(
        "length of one of several messages: -1 (expected: 0..1)",
        new MessageAssembly(),
        3,
        255,
        255,
        255,
        255,
        7);
  }

  private static void assertRefused(String reason, MessageAssembly assembly, int... content) {
    ByteBuf bytes = Unpooled.buffer();
    Arrays.stream(content).forEach(bytes::writeByte);
    Frame frame = new Frame(FrameKind.SEVERAL, bytes);

    assertEquals(
        reason,
        assertThrows(BrokenStreamException.class, () -> assembly.addAll(frame, message -> {}))
            .getMessage());
  }

  @Test
  void messagesLongerThanAnyAreRefusedAtTheirBeginning() {
    byte[] content = Unpooled.buffer().writeByte(1).writeInt(1025).writeByte(0).array();

    String reason =
        assertThrows(
                BrokenStreamException.class,
                () -> new MessageAssembly().add(frame(FrameKind.BEGIN, content)))
            .getMessage();

    assertEquals("length of a message: 1025 (expected: 1..1024)", reason);
  }

  private static Frame frame(FrameKind kind, byte[] content) {
    return new Frame(kind, Unpooled.wrappedBuffer(content));
  }
}
