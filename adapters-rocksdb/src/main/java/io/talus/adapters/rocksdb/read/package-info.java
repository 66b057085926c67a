/** Reads keys, collections and indexes. Any thread. */
@NullMarked
package io.talus.adapters.rocksdb.read;

import org.jspecify.annotations.NullMarked;
