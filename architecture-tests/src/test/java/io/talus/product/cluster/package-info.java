/** Clusters of whole processes, as {@code ./talus cluster} starts them. */
package io.talus.product.cluster;
