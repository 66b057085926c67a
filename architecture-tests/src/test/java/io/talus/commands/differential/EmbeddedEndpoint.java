package io.talus.commands.differential;

import io.talus.adapters.memory.MemoryTalus;
import io.talus.application.command.Reply;
import io.talus.application.embed.Talus;
import io.talus.domain.bytes.Bytes;
import java.util.List;

/** A new Talus within this program. */
final class EmbeddedEndpoint implements Endpoint {
  private final Talus talus;
  private final ReplyShape shape;

  /** One in memory. */
  EmbeddedEndpoint(int protocol) {
    this(MemoryTalus.open(), protocol);
  }

  EmbeddedEndpoint(Talus talus, int protocol) {
    this.talus = talus;
    this.shape = new ReplyShape(protocol);
  }

  @Override
  public Reply execute(List<Bytes> command) {
    return shape.of(talus.execute(command.toArray(Bytes[]::new)));
  }

  @Override
  public void close() {
    talus.close();
  }
}
