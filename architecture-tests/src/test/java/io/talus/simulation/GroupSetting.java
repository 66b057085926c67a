package io.talus.simulation;

import io.talus.domain.replication.group.ConsistencyPolicy;
import java.util.Optional;

/**
 * What all nodes of a simulated group have in common.
 *
 * @param nodes how many there are
 * @param logBytes how much of the log is kept for those that were away
 * @param snapshotBytesPerSecond how fast snapshots leave a node; 0 for as fast as it goes
 * @param metadata where leaders are appointed: what the manager writes
 * @param elected runs when somebody leads
 */
record GroupSetting(
    int nodes,
    Circumstances circumstances,
    GroupFault fault,
    long logBytes,
    long snapshotBytesPerSecond,
    PeerHub hub,
    Optional<GroupMetadata> metadata,
    GroupUnits units,
    Trace trace,
    Runnable elected) {

  ConsistencyPolicy consistency() {
    return metadata.isPresent() ? ConsistencyPolicy.ASYNC : ConsistencyPolicy.QUORUM;
  }
}
