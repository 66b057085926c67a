package io.talus.domain.replication.support;

/**
 * One node asks another for support.
 *
 * @param life the process that asks; a later process of a node has a larger one
 * @param sentMillis by the monotonic clock of the one that asks; the reply returns it
 */
public record Heartbeat(int from, int to, long life, long sentMillis) {}
