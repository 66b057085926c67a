package io.talus.bootstrap;

import dagger.BindsInstance;
import dagger.Component;
import jakarta.inject.Singleton;

/** The object graph of a node. */
@Singleton
@Component(modules = {StorageModule.class, ServerModule.class})
interface NodeComponent {
  ServerNode node();

  /** Makes the graph of one node. */
  @Component.Factory
  interface Factory {
    NodeComponent create(@BindsInstance Configuration configuration);
  }
}
