/** The one RocksDB instance of a node: how it is opened, set up, asked and closed. */
@NullMarked
package io.talus.adapters.rocksdb.engine;

import org.jspecify.annotations.NullMarked;
