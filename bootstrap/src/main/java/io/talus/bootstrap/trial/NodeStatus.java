package io.talus.bootstrap.trial;

/**
 * How a node of the trial cluster stands.
 *
 * @param pid of its process; 0 if it does not run
 * @param state what its process does
 * @param cut which of its ways to the others are cut: both, in, out or none
 * @param clusterPort for clients that know Redis Cluster, as the node announces it
 * @param peerPort where it listens for other nodes
 * @param adminPort 0, as nodes have none yet
 * @param leads how many slots it leads: by itself; if it does not answer, as others see it
 * @param follows of how many others it has a replica, in the same way
 */
record NodeStatus(
    int id,
    long pid,
    State state,
    String cut,
    int port,
    int clusterPort,
    int peerPort,
    int adminPort,
    boolean manager,
    int leads,
    int follows) {
  /** What a node's process does. */
  enum State {
    /** It answers. */
    UP,
    /** It was stopped by a signal. */
    PAUSED,
    /** It runs and does not answer, as while it starts. */
    SILENT,
    /** There is no process. */
    DOWN
  }
}
