package io.talus.product.clusterclients;

import io.talus.product.clients.IoredisFolder;
import io.talus.testkit.process.ProcessTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** ioredis, in a process of Node.js: see {@code cluster.js}. */
final class IoredisClient implements SmartClient {
  private final Process process;
  private final Writer commands;
  private final BufferedReader replies;

  IoredisClient(int port) {
    try {
      process =
          new ProcessBuilder(List.of("node", "cluster.js", Integer.toString(port)))
              .directory(IoredisFolder.with("cluster.js").toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    commands = process.outputWriter(StandardCharsets.UTF_8);
    replies = process.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public void set(String key, String value) {
    call("set " + key + " " + value);
  }

  @Override
  public String get(String key) {
    return call("get " + key);
  }

  private String call(String command) {
    try {
      commands.write(command + "\n");
      commands.flush();
      String reply = replies.readLine();
      if (reply == null) {
        throw new IOException("ioredis has ended");
      }
      if (reply.startsWith("-")) {
        throw new Failed(reply);
      }
      return reply.substring(1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    ProcessTree.end(process);
  }
}
