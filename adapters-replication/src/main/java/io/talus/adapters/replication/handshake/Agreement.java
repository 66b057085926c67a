package io.talus.adapters.replication.handshake;

/**
 * What came of a handshake.
 *
 * @param node who the other side is
 * @param version of the protocol that is spoken
 * @param featureLevel the smaller one of both
 */
public record Agreement(int node, int version, int featureLevel) {}
