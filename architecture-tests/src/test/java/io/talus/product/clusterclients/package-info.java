/** Clients that know Redis Cluster, against nodes of a cluster in processes of their own. */
package io.talus.product.clusterclients;
