package io.talus.adapters.replication;

import io.talus.adapters.replication.handshake.ClusterSecret;
import io.talus.adapters.replication.handshake.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Who the node is among its peers, and how it speaks to them.
 *
 * @param tls null for connections that are not encrypted: then the secret keeps strangers out, but
 *     nobody who can change what passes on the network
 */
public record PeerSettings(
    Identity identity,
    ClusterSecret secret,
    @Nullable PeerTls tls,
    PeerTimes times,
    QueueLimits limits) {}
