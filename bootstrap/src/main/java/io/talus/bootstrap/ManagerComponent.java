package io.talus.bootstrap;

import dagger.BindsInstance;
import dagger.Component;
import jakarta.inject.Singleton;

/** The object graph of a manager that is alone: of a node's parts those that it needs. */
@Singleton
@Component(modules = {StorageModule.class, ServerModule.class})
interface ManagerComponent {
  ManagerAlone manager();

  /** Makes the graph of one manager. */
  @Component.Factory
  interface Factory {
    ManagerComponent create(@BindsInstance Configuration configuration);
  }
}
