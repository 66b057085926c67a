/**
 * The binlog as segment files.
 *
 * <p>Format version 2, little endian; version 1 had no marks, and is read. A segment is named
 * {@code <number of its first block, 20 digits>.log}.
 *
 * <pre>
 * segment := "TALUSLOG" version:u32 first-block:u64 crc32c:u32     the checksum of what precedes it
 *            (block | mark)*
 * block   := magic:u32 length:u32 number:u64 synced:u64 units-crc32c:u32 header-crc32c:u32
 *            units                                                  length bytes
 * mark    := magic:u32 0:u32 number:u64 number:u64 0:u32 header-crc32c:u32
 * </pre>
 *
 * <p>{@code synced} is the last block that was known to be synced when this one was appended. It
 * tells a torn tail from damage: where a block does not check, everything after it must have been
 * unsynced, so if any later block or mark says that the bad one had been synced, the log is damaged
 * and the node does not start; otherwise the tail is cut and reported.
 *
 * <p>A mark says that everything up to the block before it, whose number it repeats, is synced. It
 * stands behind the last block of a log that is idle, is not synced itself, and lies in the segment
 * of the block that follows it, so that it is synced with that.
 */
@NullMarked
package io.talus.adapters.rocksdb.binlog;

import org.jspecify.annotations.NullMarked;
