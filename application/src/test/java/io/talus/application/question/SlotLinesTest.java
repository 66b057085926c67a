package io.talus.application.question;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.domain.slot.SlotId;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SlotLinesTest {
  @Test
  void logsAreReadAsTheyWereWritten() {
    Map<SlotId, HeldLog> logs =
        Map.of(new SlotId(0, 17), new HeldLog(5, 80, 2), new SlotId(4, 3), new HeldLog(1, 0, 0));

    assertEquals(logs, SlotLines.readHeld(SlotLines.held(logs)));
  }

  @Test
  void otherTextIsRefused() {
    for (String text : new String[] {"0/17 5 80", "0/17 5 80 x", "17 5 80 2", "0/17 5 -1 2"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> SlotLines.readHeld(text.getBytes(StandardCharsets.ISO_8859_1)),
          text);
    }
  }
}
