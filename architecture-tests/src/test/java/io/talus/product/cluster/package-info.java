/** A cluster of real processes, and what its clients see when parts of it fail. */
package io.talus.product.cluster;
