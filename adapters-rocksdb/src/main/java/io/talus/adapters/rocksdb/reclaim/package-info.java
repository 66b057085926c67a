/** Gives back the space of dead collections, while RocksDB compacts. */
@NullMarked
package io.talus.adapters.rocksdb.reclaim;

import org.jspecify.annotations.NullMarked;
