package io.talus.adapters.replication.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.Unpooled;
import io.talus.adapters.replication.wire.generated.Peer;
import io.talus.application.peer.PeerMessage;
import io.talus.application.peer.PeerMessage.SnapshotProgress;
import io.talus.application.peer.SlotMessage;
import io.talus.domain.replication.message.Message;
import io.talus.testkit.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class MessageMappingTest {

  @Test
  void everyMessageComesBackAsItWas() {
    Seeds.each(
        2000,
        random -> {
          PeerMessage message = new RandomMessages(random).next();

          assertEquals(
              Shown.of(message), Shown.of(MessageMapping.decode(MessageMapping.encode(message))));
        });
  }

  /** They are written and read by hand; the generated classes are what the format is. */
  @Test
  void callsAndAnswersAreWhatTheGeneratedClassesReadAndWrite() throws IOException {
    for (long id : new long[] {0, 1, 127, 128, 1L << 40, -1}) {
      for (int length : new int[] {0, 1, 200, 20_000}) {
        byte[] content = new byte[length];
        Arrays.fill(content, (byte) 7);
        for (PeerMessage message :
            List.of(
                new PeerMessage.Call(id, content),
                new PeerMessage.Answer(id, content, false),
                new PeerMessage.Answer(id, content, true))) {
          byte[] bytes = MessageMapping.encode(message);
          byte[] generated = Peer.Envelope.parseFrom(bytes).toByteArray();

          assertEquals(Shown.of(message), Shown.of(MessageMapping.decode(bytes)));
          assertEquals(Shown.of(message), Shown.of(MessageMapping.decode(generated)));
        }
      }
    }
  }

  /** A field that is not known is passed over, and fields come in any order. */
  @Test
  void callsOfLaterVersionsAreRead() {
    byte[] later =
        Unpooled.buffer()
            .writeByte(Peer.Envelope.CALL_FIELD_NUMBER << 3 | 2)
            .writeByte(9)
            .writeByte(Peer.Call.REQUEST_FIELD_NUMBER << 3 | 2)
            .writeBytes(new byte[] {3, 'a', 'b', 'c'})
            .writeBytes(new byte[] {15 << 3, 1})
            .writeBytes(new byte[] {Peer.Call.ID_FIELD_NUMBER << 3, 5})
            .copy()
            .array();

    PeerMessage read = MessageMapping.decode(Arrays.copyOf(later, 11));

    byte[] request = {'a', 'b', 'c'};
    assertEquals(Shown.of(new PeerMessage.Call(5, request)), Shown.of(read));
  }

  @Test
  void randomMessagesAreOfEveryKind() {
    Set<Class<?>> kinds = new HashSet<>();
    Seeds.each(2000, random -> addKinds(new RandomMessages(random).next(), kinds));

    List<Class<?>> all = new ArrayList<>();
    all.addAll(List.of(PeerMessage.class.getPermittedSubclasses()));
    all.addAll(List.of(Message.class.getPermittedSubclasses()));
    all.addAll(List.of(SnapshotProgress.State.class));
    assertEquals(Set.copyOf(all), kinds);
  }

  private static void addKinds(PeerMessage message, Set<Class<?>> kinds) {
    kinds.add(message.getClass());
    switch (message) {
      case PeerMessage.Slots slots ->
          slots.messages().stream()
              .map(SlotMessage::message)
              .map(Object::getClass)
              .forEach(kinds::add);
      case SnapshotProgress progress -> kinds.add(progress.state().getDeclaringClass());
      default -> {}
    }
  }

  @Test
  void damagedBytesAreRefusedOrAnotherMessage() {
    Seeds.each(
        2000,
        random -> {
          byte[] bytes = MessageMapping.encode(new RandomMessages(random).next());
          damage(bytes, random);
          try {
            MessageMapping.encode(MessageMapping.decode(bytes));
          } catch (MalformedMessageException refused) {
            assertEquals(false, refused.getMessage().isEmpty());
          }
        });
  }

  private static void damage(byte[] bytes, RandomGenerator random) {
    for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
  }

  @Test
  void messagesOfLaterVersionsAreRefusedNotSkipped() {
    byte[] unknownKind = Peer.Envelope.getDefaultInstance().toByteArray();
    byte[] unknownSlotMessage =
        Peer.Envelope.newBuilder()
            .setSlots(
                Peer.Slots.newBuilder()
                    .addMessages(
                        Peer.SlotMessage.newBuilder()
                            .setFrom(Peer.Member.newBuilder().setNode(1).setLife(1))
                            .setTo(Peer.Member.newBuilder().setNode(2).setLife(1))))
            .build()
            .toByteArray();

    assertRefused("unknown message", unknownKind);
    assertRefused("unknown message of a slot", unknownSlotMessage);
  }

  private static void assertRefused(String reason, byte[] bytes) {
    assertEquals(
        reason,
        assertThrows(MalformedMessageException.class, () -> MessageMapping.decode(bytes))
            .getMessage());
  }
}
