/**
 * Turns a batch of mutations into one write of RocksDB, with as few inserts as it can.
 *
 * <p>Everything here belongs to the background writer's thread.
 */
@NullMarked
package io.talus.adapters.rocksdb.write;

import org.jspecify.annotations.NullMarked;
