package io.talus.domain.replication.support;

/**
 * Support is given.
 *
 * @param life the process that had asked
 * @param sentMillis when it had asked, by its own clock
 * @param epoch the support epoch of the one that gives
 */
public record HeartbeatReply(int from, int to, long life, long sentMillis, SupportEpoch epoch) {}
