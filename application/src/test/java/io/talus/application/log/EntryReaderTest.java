package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.talus.application.port.Binlog;
import org.junit.jupiter.api.Test;

final class EntryReaderTest {
  /** A read that fails for that is no fault: its file was closed. */
  @Test
  void knowsThatTheLogHasGivenUpWhatWasRead() {
    Binlog binlog = mock(Binlog.class);
    EntryReader reader = new EntryReader(binlog);
    EntryReader.Place place = new EntryReader.Place(7, Long.MAX_VALUE);

    when(binlog.firstBlock()).thenReturn(7L);
    assertFalse(reader.isGivenUp(place));

    when(binlog.firstBlock()).thenReturn(8L);
    assertTrue(reader.isGivenUp(place));
  }
}
