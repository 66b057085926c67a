/** What a node knows of its tables, in a file beside its data. */
@NullMarked
package io.talus.adapters.rocksdb.metadata;

import org.jspecify.annotations.NullMarked;
