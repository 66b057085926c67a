package io.talus.application.snapshot;

/**
 * How the snapshots of a node stand, for operators and tests.
 *
 * @param sending how many are on their way to other nodes
 * @param waiting how many slots wait for their turn, on other nodes that lack too much; those of
 *     nodes that are away as well
 * @param receiving how many are on their way to this node, or being installed
 * @param sent how many others have installed, of those that this process has sent
 * @param installed how many slots this process has taken from others as a whole
 * @param bytesSent in pieces of snapshots, since the process began
 * @param bytesReceived the same that came
 */
public record SnapshotFigures(
    int sending,
    int waiting,
    int receiving,
    long sent,
    long installed,
    long bytesSent,
    long bytesReceived) {}
