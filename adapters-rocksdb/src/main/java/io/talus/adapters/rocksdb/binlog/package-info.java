/**
 * The binlog as segment files.
 *
 * <p>Format version 1, little endian. A segment is named {@code <number of its first block, 20
 * digits>.log}.
 *
 * <pre>
 * segment := "TALUSLOG" version:u32 first-block:u64 crc32c:u32     the checksum of what precedes it
 *            block*
 * block   := magic:u32 length:u32 number:u64 synced:u64 units-crc32c:u32 header-crc32c:u32
 *            units                                                  length bytes
 * </pre>
 *
 * <p>{@code synced} is the last block that was known to be synced when this one was appended. It
 * tells a torn tail from damage: where a block does not check, everything after it must have been
 * unsynced, so if a later block says that the bad one had been synced, the log is damaged and the
 * node does not start; otherwise the tail is cut and reported.
 */
@NullMarked
package io.talus.adapters.rocksdb.binlog;

import org.jspecify.annotations.NullMarked;
