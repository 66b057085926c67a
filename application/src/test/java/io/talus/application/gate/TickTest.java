package io.talus.application.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.talus.application.background.ManualLoop;
import io.talus.application.command.Reply;
import io.talus.application.port.ClientChannel;
import io.talus.application.port.Ticket;
import io.talus.application.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies leave at the end of a tick, whatever else fails there. */
final class TickTest {
  private final ClientChannel channel = mock(ClientChannel.class);
  private final Session session = new Session(1, channel, 0);
  private final List<RuntimeException> fatal = new ArrayList<>();
  private final Tick tick = new Tick(new NoLog(), new ManualLoop(), fatal::add);

  @BeforeEach
  void nothingKeepsRepliesBack() {
    when(channel.release()).thenReturn(Ticket.NONE);
  }

  @Test
  void repliesLeaveThoughUpkeepFails() {
    tick.upkeep(
        () -> {
          throw new IllegalStateException("eviction");
        });
    tick.send(session, Reply.OK, Ticket.NONE);

    tick.end();

    verify(channel).release();
    assertEquals(List.of(), fatal);
  }

  @Test
  void repliesThatCannotBeReleasedEndTheNode() {
    IllegalStateException unforeseen = new IllegalStateException("unforeseen");
    doThrow(unforeseen).when(channel).release();
    tick.send(session, Reply.OK, Ticket.NONE);

    assertThrows(IllegalStateException.class, tick::end);

    assertEquals(List.of(unforeseen), fatal);
  }
}
