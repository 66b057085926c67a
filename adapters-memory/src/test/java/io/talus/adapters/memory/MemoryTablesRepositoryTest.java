package io.talus.adapters.memory;

import io.talus.application.port.TablesRepository;
import io.talus.testkit.tables.TablesRepositoryContract;

final class MemoryTablesRepositoryTest extends TablesRepositoryContract {

  @Override
  protected TablesRepository create() {
    return new MemoryTablesRepository();
  }

  @Override
  protected TablesRepository reopen(TablesRepository repository) {
    return repository;
  }
}
