package io.talus.testkit.resident;

import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.RecentElements;
import io.talus.application.inplace.RecentEntries;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import io.talus.application.port.SlotAddress;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Expiry;
import java.util.List;

/** For collections in place of which a test never asks for elements. */
final class PlacesNobodyReads implements ElementReads {
  private final RecentEntries recentEntries = new RecentEntries();
  private final RecentElements recentElements = new RecentElements(() -> 0);

  @Override
  public Elements read(InPlace of, ElementQuery query) {
    throw new AssertionError(query);
  }

  @Override
  public List<Elements> readAll(InPlace of, List<? extends ElementQuery> queries) {
    throw new AssertionError(queries);
  }

  @Override
  public void requireApplied(InPlace of, long index) {
    throw new AssertionError("index " + index);
  }

  @Override
  public RecentEntries recentEntries() {
    return recentEntries;
  }

  @Override
  public RecentElements recentElements() {
    return recentElements;
  }

  @Override
  public boolean isToBeKept(InPlace of, Bytes name) {
    return false;
  }

  @Override
  public long nextDue(SlotAddress address) {
    return Expiry.NEVER;
  }
}
