package io.talus.testkit.tables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.talus.application.port.MetadataException;
import io.talus.application.port.TablesRepository;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.PasswordDigest;
import io.talus.domain.table.Tables;
import io.talus.domain.table.TablesChange.Altered;
import io.talus.domain.table.TablesChange.Created;
import io.talus.domain.table.TablesChange.Dropped;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link TablesRepository}: an adapter's test extends this class and says how one
 * is opened.
 */
public abstract class TablesRepositoryContract {
  protected static final Tables FIRST = Tables.none().withNumbered(16, 1024);
  protected static final Tables SECOND =
      FIRST.with(
          new Created("orders", 64, 3, Consistency.QUORUM, PasswordDigest.of(Bytes.of("secret"))));

  /** One that nothing was stored in. */
  protected abstract TablesRepository create();

  /** The same, as another process sees it after the one before was killed. */
  protected abstract TablesRepository reopen(TablesRepository repository);

  @Test
  void nothingIsThereBeforeSomethingWasStored() {
    assertEquals(Optional.empty(), create().load());
  }

  @Test
  void whatWasStoredLastIsThere() {
    TablesRepository repository = create();
    Tables third = SECOND.with(new Dropped(3)).with(new Altered(16, Consistency.ASYNC, null));

    for (Tables tables : new Tables[] {FIRST, SECOND, third}) {
      repository.store(tables);

      assertEquals(Optional.of(tables), repository.load());
      assertEquals(Optional.of(tables), reopen(repository).load());
    }
  }

  @Test
  void largestImageIsKept() {
    TablesRepository repository = create();
    Tables tables = Tables.none().withNumbered(Tables.COUNT_MAX, 1);

    repository.store(tables);

    assertEquals(Optional.of(tables), reopen(repository).load());
  }

  @Test
  void olderOrEqualRevisionIsRefused() {
    TablesRepository repository = create();
    repository.store(SECOND);
    Tables rival = FIRST.with(new Dropped(5));

    assertThrows(MetadataException.class, () -> repository.store(FIRST));
    assertThrows(MetadataException.class, () -> repository.store(rival));
    assertEquals(Optional.of(SECOND), reopen(repository).load());
  }
}
