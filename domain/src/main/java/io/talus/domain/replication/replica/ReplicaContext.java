package io.talus.domain.replication.replica;

import io.talus.domain.replication.support.Liveness;
import io.talus.domain.replication.support.NodeLease;
import java.util.random.RandomGenerator;

/**
 * What the replicas of a node share, all of it owned by the same event loop.
 *
 * @param appendEntriesMax entries in one append at most, {@link Timing#APPEND_ENTRIES_MAX} usually
 */
public record ReplicaContext(
    Liveness liveness,
    NodeLease lease,
    CampaignAllotment allotment,
    RandomGenerator random,
    SafetyRules rules,
    long appendEntriesMax) {}
