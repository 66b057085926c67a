/**
 * The node's tables: in come changes that commands or, later, the cluster's metadata make; out
 * goes, as a whole, the image that shards, passwords and rules read.
 */
@NullMarked
package io.talus.application.table;

import org.jspecify.annotations.NullMarked;
