package io.talus.bootstrap;

import io.talus.application.settings.InvalidConfiguration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line of a Talus node: {@code [file] [--setting value ...]}. */
public final class TalusMain {
  private static final Logger LOG = LoggerFactory.getLogger(TalusMain.class);
  private static final int EXIT_USAGE = 1;
  private static final int EXIT_FAULT = 2;

  private TalusMain() {}

  /** Starts a node and returns when it has stopped. */
  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-v"))) {
      System.out.println("talus " + version());
      return;
    }
    try {
      run(Configuration.of(List.of(args)));
    } catch (InvalidConfiguration | StartupException refused) {
      System.err.println("talus: " + refused.getMessage());
      System.exit(EXIT_USAGE);
    } catch (RuntimeException | Error failed) {
      // Some thread might keep the process alive, although it serves nobody.
      LOG.error("the node ends", failed);
      System.exit(EXIT_FAULT);
    }
  }

  private static void run(Configuration configuration) {
    ServerNode node = DaggerNodeComponent.factory().create(configuration).node();
    CountDownLatch stopped = new CountDownLatch(1);
    TerminationSignals.handle(stopped::countDown);
    Runtime.getRuntime().addShutdownHook(new Thread(node::stop, "talus-stop"));
    try {
      node.start(stopped::countDown);
    } catch (RuntimeException refused) {
      // Here, where everything still works, and not while the JVM is ending.
      node.abandon();
      throw refused;
    }
    awaitEnd(stopped);
    node.stop();
  }

  private static void awaitEnd(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      LOG.warn("interrupted; stopping");
      Thread.currentThread().interrupt();
    }
  }

  private static String version() {
    String version = TalusMain.class.getPackage().getImplementationVersion();
    return version == null ? "(development build)" : version;
  }
}
