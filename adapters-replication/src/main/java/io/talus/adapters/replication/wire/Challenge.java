package io.talus.adapters.replication.wire;

/**
 * The answer to a {@link PeerHello}.
 *
 * @param version the one that is spoken from now on
 * @param nonce a number that nobody has used before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Challenge(int version, int featureLevel, byte[] nonce) {}
