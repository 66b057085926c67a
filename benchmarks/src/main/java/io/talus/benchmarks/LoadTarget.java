package io.talus.benchmarks;

/**
 * Where some connections of a load go.
 *
 * @param port of loopback
 * @param keys which they ask for there
 */
record LoadTarget(int port, KeyChooser keys) {}
