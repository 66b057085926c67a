package io.talus.bootstrap;

import io.talus.application.settings.InvalidConfiguration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process from its command line to its end. */
final class Lifetime {
  private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
  private static final int EXIT_USAGE = 1;
  private static final int EXIT_FAULT = 2;

  private Lifetime() {}

  /** What a process is for. Started once, stopped once. */
  interface Process {
    /**
     * Begins; the task runs when somebody wants it to stop.
     *
     * @throws StartupException if it cannot
     */
    void start(Runnable onStopRequest);

    /** Ends in good order; nothing happens the second time. */
    void stop();

    /** Gives everything back after a start that failed. */
    void abandon();
  }

  /** Does what the arguments say, and returns when that has stopped. */
  static void run(String[] args, Function<Configuration, Process> made) {
    try {
      run(made.apply(Configuration.of(List.of(args))));
    } catch (InvalidConfiguration | StartupException refused) {
      System.err.println("talus: " + refused.getMessage());
      System.exit(EXIT_USAGE);
    } catch (RuntimeException | Error failed) {
      // Some thread might keep the process alive, although it serves nobody.
      LOG.error("the process ends", failed);
      System.exit(EXIT_FAULT);
    }
  }

  private static void run(Process process) {
    CountDownLatch stopped = new CountDownLatch(1);
    TerminationSignals.handle(stopped::countDown);
    Runtime.getRuntime().addShutdownHook(new Thread(process::stop, "talus-stop"));
    try {
      process.start(stopped::countDown);
    } catch (RuntimeException refused) {
      // Here, where everything still works, and not while the JVM is ending.
      process.abandon();
      throw refused;
    }
    awaitEnd(stopped);
    process.stop();
  }

  private static void awaitEnd(CountDownLatch stopped) {
    try {
      stopped.await();
    } catch (InterruptedException interrupted) {
      LOG.warn("interrupted; stopping");
      Thread.currentThread().interrupt();
    }
  }
}
