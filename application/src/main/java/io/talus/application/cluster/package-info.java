/**
 * A node as part of a cluster: it does what the metadata says (which replicas it has, which tables
 * there are), tells the metadata what it has come to know (who leads), and knows who leads what.
 *
 * <p>What enters are images of the cluster and what this node's replicas say; what leaves are
 * replicas to begin, leaders for the router, and notices for the metadata. All of it belongs to the
 * shard's thread. The door is {@link io.talus.application.cluster.ClusterNode}.
 */
@NullMarked
package io.talus.application.cluster;

import org.jspecify.annotations.NullMarked;
