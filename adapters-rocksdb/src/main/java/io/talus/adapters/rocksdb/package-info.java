/** Storage on RocksDB: the slots in one instance of it. */
@NullMarked
package io.talus.adapters.rocksdb;

import org.jspecify.annotations.NullMarked;
