package io.talus.benchmarks;

import io.talus.testkit.process.RunningServer;

/** A running server with its name in the table. */
record Contestant(String name, RunningServer server) {}
