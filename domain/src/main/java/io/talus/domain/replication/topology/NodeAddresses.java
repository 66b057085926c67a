package io.talus.domain.replication.topology;

/**
 * Where a node is reached, as it announces itself: what it listens on may be called otherwise from
 * outside.
 *
 * @param peer by other nodes
 * @param client by clients, for every key
 * @param cluster by clients that know Redis Cluster
 */
public record NodeAddresses(Address peer, Address client, Address cluster) {}
