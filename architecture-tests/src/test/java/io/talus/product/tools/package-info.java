/** Redis's own tools work with a node as with Redis. */
package io.talus.product.tools;
