package io.talus.application.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.peer.PeerMessage;
import io.talus.application.port.PeerNetwork;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever asks is always told something, once. */
final class QuestionsTest {
  private static final int SELF = 1;
  private static final int OTHER = 2;

  private final ManualLoop loop = new ManualLoop();
  private final PeerNetwork network = mock(PeerNetwork.class);
  private final List<PeerMessage> sent = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final Questions questions = new Questions(SELF, network, loop);

  @BeforeEach
  void theOtherIsThere() {
    when(network.send(eq(OTHER), any()))
        .thenAnswer(
            call -> {
              sent.add(call.getArgument(1));
              return true;
            });
  }

  private void ask(int node) {
    questions.ask(node, "how", bytes("question"), answer -> told.add(text(answer)));
    loop.run();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(Optional<byte[]> answer) {
    return answer.map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1)).orElse("nothing");
  }

  private long lastId() {
    PeerMessage last = sent.getLast();
    return last instanceof PeerMessage.Question question ? question.id() : 0;
  }

  @Test
  void anotherNodeAnswers() {
    ask(OTHER);
    assertEquals(List.of(), told);

    questions.received(OTHER, new PeerMessage.QuestionReply(lastId(), true, bytes("well")));
    questions.received(OTHER, new PeerMessage.QuestionReply(lastId(), true, bytes("again")));
    loop.pass(Questions.PATIENCE_MILLIS);

    assertEquals(List.of("well"), told);
  }

  @Test
  void whoWasNotAskedIsNotHeard() {
    ask(OTHER);

    questions.received(3, new PeerMessage.QuestionReply(lastId(), true, bytes("well")));

    assertEquals(List.of(), told);
  }

  @Test
  void thereIsNoAnswerFromWhoIsSilentUnknowingOrGone() {
    ask(OTHER);
    loop.pass(Questions.PATIENCE_MILLIS);
    ask(OTHER);
    questions.received(OTHER, new PeerMessage.QuestionReply(lastId(), false, new byte[0]));
    ask(OTHER);
    questions.disconnected(OTHER);
    ask(3);

    assertEquals(List.of("nothing", "nothing", "nothing", "nothing"), told);
  }

  @Test
  void aNodeMayAskItself() {
    ask(SELF);
    questions.topic("how", (question, answer) -> answer.accept(question));
    ask(SELF);

    assertEquals(List.of("nothing", "question"), told);
    assertEquals(List.of(), sent);
  }

  @Test
  void whatMakesNoSenseIsAnsweredAsUnknown() {
    questions.topic(
        "how",
        (question, answer) -> {
          throw new IllegalArgumentException("what?");
        });

    questions.received(OTHER, new PeerMessage.Question(7, "how", bytes("question")));
    questions.received(OTHER, new PeerMessage.Question(8, "why", bytes("question")));

    assertEquals(
        List.of("7 false", "8 false"),
        sent.stream()
            .map(PeerMessage.QuestionReply.class::cast)
            .map(reply -> reply.id() + " " + reply.known())
            .toList());
  }
}
