package io.talus.architecture;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that sources must not use, and where they may all the same.
 *
 * @param allowed beginnings of paths, relative to the repository
 */
record Ban(String what, Pattern pattern, String instead, List<String> allowed) {

  /** Tools that run processes and measure: nothing of them is in the product. */
  private static final List<String> TOOLS =
      List.of("benchmarks/", "architecture-tests/src/test/java/io/talus/conformance/");

  /**
   * Time, chance and threads are arguments: the places that hand them in are few and stand here.
   * Whoever adds one says why.
   */
  static final List<Ban> ALL =
      List.of(
          new Ban(
              "reading a clock",
              Pattern.compile(
                  "\\bSystem\\s*(\\.|::)\\s*(currentTimeMillis|nanoTime)\\b"
                      + "|\\b(Instant|LocalDate|LocalDateTime|ZonedDateTime)\\s*(\\.|::)\\s*now\\b"
                      + "|\\bClock\\s*(\\.|::)\\s*system"),
              "pass the time as an argument",
              places(
                  // Hands the clocks of the machine to everything else.
                  "bootstrap/src/main/",
                  // The embedding API brings its own loop, unless the program passes a clock.
                  "application/src/main/java/io/talus/application/embed/ThreadLoop.java",
                  // A hook for the end of the JVM has to be a thread.
                  "adapters-rocksdb/src/main/java/io/talus/adapters/rocksdb/engine/CompactionThreads.java",
                  // Netty's timers go by the clock of the machine.
                  "adapters-resp/src/test/java/io/talus/adapters/resp/ClientLoopTest.java",
                  // Says how long the simulations took.
                  "architecture-tests/src/test/java/io/talus/simulation/Simulate.java",
                  // Tests of the whole product wait for processes, up to a deadline.
                  "architecture-tests/src/test/java/io/talus/product/")),
          new Ban(
              "unseeded chance",
              Pattern.compile(
                  "\\bMath\\s*(\\.|::)\\s*random\\b|\\bThreadLocalRandom\\b|\\bnew Random\\(\\)"
                      + "|\\bUUID\\s*(\\.|::)\\s*randomUUID\\b|\\bnew SecureRandom\\("),
              "pass a generator as an argument; a test prints its seed",
              places(
                  // Makes the identity of a new node, and the seed of everything else.
                  "bootstrap/src/main/",
                  // A password must not follow from the seed of anything.
                  "application/src/main/java/io/talus/application/server/GeneratePassword.java",
                  // Ports that a test tries until some are free.
                  "architecture-tests/src/test/java/io/talus/product/cluster/TrialCluster.java",
                  // Opened without a seed, an embedded Talus draws one.
                  "adapters-memory/src/main/java/io/talus/adapters/memory/MemoryTalus.java")),
          new Ban(
              "making a thread",
              Pattern.compile(
                  "\\bnew"
                      + " Thread\\(|\\bThread\\s*(\\.|::)\\s*(ofPlatform|ofVirtual|startVirtualThread)\\b|\\bExecutors\\s*(\\.|::)|\\bnew"
                      + " ThreadPoolExecutor\\("),
              "let bootstrap hand in an executor",
              places(
                  // Owns every thread of the product that is not an event loop.
                  "bootstrap/src/main/",
                  // The embedding API brings its own loop.
                  "application/src/main/java/io/talus/application/embed/ThreadLoop.java",
                  // A hook for the end of the JVM has to be a thread.
                  "adapters-rocksdb/src/main/java/io/talus/adapters/rocksdb/engine/CompactionThreads.java",
                  // Stands between processes, and waits for their sockets.
                  "testkit/src/main/java/io/talus/testkit/process/PeerRelays.java",
                  "architecture-tests/src/test/java/io/talus/product/")),
          new Ban(
              "sleeping",
              Pattern.compile("\\bThread\\s*(\\.|::)\\s*sleep\\b|\\bTimeUnit\\.\\w+\\.sleep\\b"),
              "wait for what must happen, not for time to pass",
              List.of()));

  boolean isBrokenBy(JavaSource source) {
    return allowed.stream().noneMatch(source.path()::startsWith)
        && pattern.matcher(source.code()).find();
  }

  private static List<String> places(String... more) {
    return Stream.concat(TOOLS.stream(), List.of(more).stream()).toList();
  }
}
