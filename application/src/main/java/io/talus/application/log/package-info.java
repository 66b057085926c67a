/**
 * The record codec, and what becomes of units behind the shard: blocks of the log, syncs, and the
 * background writer that feeds the store.
 *
 * <p>Format version 1. Numbers are unsigned LEB128 ({@code varint}) unless a width is given; fixed
 * widths are little endian; {@code zigzag} is a varint of a signed number. {@code bytes} is a
 * varint length and the bytes. {@code time} is a varint: 0 for never, else milliseconds since 1970
 * plus one.
 *
 * <pre>
 * block    := (unit | note)*
 * unit     := length:u32 record*                   length of what follows it
 * note     := length:u32 crc32c:u32 kind:u8 table slot fields
 *                                                  length with its highest bit set: see LogNote
 *   1 cut       position                           of the last unit that remains
 *   2 epoch     member vote-in                     the replica has come to an epoch
 *   3 members   position membership                of the empty unit that follows
 *   4 replica   member vote-in position membership reason:u8
 * position := epoch index
 * member   := node life
 * vote-in  := epoch (0:u8 | 1:u8 member)
 * membership := count member* count member*        voters, learners
 * record   := length:u32 crc32c:u32 payload        length and checksum of the payload
 * payload  := table slot incarnation epoch index slot-time:varint keys expiring-keys
 *             next-collection-id mutation-count mutation*
 * mutation := code:u8 fields                       see MutationWriter
 * header   := type:u8 id size head:zigzag expire-at:time
 * </pre>
 */
@NullMarked
package io.talus.application.log;

import org.jspecify.annotations.NullMarked;
