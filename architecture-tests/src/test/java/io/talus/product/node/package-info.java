/** A server on a folder that outlives it, and a client that believes nothing it reads. */
package io.talus.product.node;
