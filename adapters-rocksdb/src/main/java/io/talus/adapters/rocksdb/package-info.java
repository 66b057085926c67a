/** Storage on RocksDB and the files of the binlog. */
@NullMarked
package io.talus.adapters.rocksdb;

import org.jspecify.annotations.NullMarked;
