/**
 * Whatever is sent to a node, it answers with a well-formed reply, in time, and serves the others.
 */
package io.talus.product.fuzz;
