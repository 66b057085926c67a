package io.talus.adapters.replication.wire;

/**
 * The first step of a handshake: who wants to speak to whom, and how.
 *
 * @param oldestVersion of the protocol that the sender speaks, to {@code newestVersion}
 * @param nonce a number that nobody has used before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record PeerHello(
    int oldestVersion,
    int newestVersion,
    String cluster,
    int from,
    int to,
    int featureLevel,
    byte[] nonce) {}
