package io.talus.commands.differential;

import io.talus.application.command.Reply;
import io.talus.domain.bytes.Bytes;
import java.util.List;

/** One side: takes a command and answers, in the shapes of one RESP version. */
interface Endpoint extends AutoCloseable {
  Reply execute(List<Bytes> command);

  @Override
  void close();
}
