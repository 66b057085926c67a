/**
 * What nodes, groups and tables look like in the cluster's metadata, and who follows and changes
 * them there. Entered through {@link io.talus.application.topology.TopologyRepository}; what leaves
 * is a {@link io.talus.application.topology.ClusterImage} after the other.
 *
 * <pre>
 * cluster       format=1 id=5c01..                         since it was founded
 * nodes/3       format=1 id=b7.. name=three peer=10.0.0.3:6380 client=.. cluster=.. draining=no
 * nodes/2       format=1 removed=yes                       its number is never used again
 * tables/16     format=1 name=orders slots=64 replicas=3 consistency=quorum password=-
 * tables/17     format=1 dropped=yes                       the same
 * groups/16/63  format=1 epoch=5 leader=2.1 voters=1.1,2.1,3.2 learners=-
 * groups/17/4   format=1 epoch=2 leader=1.1 voters=1.1,2.1 learners=- lagging=2.1
 * alive/3       gone when node 3 no longer keeps its lease
 * decisions/17  see {@link io.talus.application.decision}: no part of any image
 * </pre>
 *
 * <p>Values are lines that people can read with etcdctl, of words in this order. A node that meets
 * a format above its own stops following, and says so: it is too old for this cluster.
 *
 * <p>Each slot has a key of its own, because many write them: a slot's leader publishes itself, the
 * manager appoints and moves. Two who write different slots never stand in each other's way, and
 * the news say exactly what has changed. The price: a node with a thousand slots that dies costs
 * eight changes of 128 keys, about 100 kB for each that watches, and a table of 16,384 slots is an
 * image of 2 MB. With bunches of 64 slots a failover would be one change, but every leader of one
 * of them would be in conflict with the leaders of the others.
 */
@NullMarked
package io.talus.application.topology;

import org.jspecify.annotations.NullMarked;
