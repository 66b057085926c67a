/**
 * What clients that know Redis Cluster are shown: the CLUSTER commands, and the map of the cluster
 * that they read from ({@link io.talus.application.slotmap.ClusterMap}). It knows neither how nodes
 * agree nor how slots are replicated. All of it belongs to the shard's thread.
 */
@NullMarked
package io.talus.application.slotmap;

import org.jspecify.annotations.NullMarked;
