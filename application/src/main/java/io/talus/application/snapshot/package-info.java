/**
 * A slot as bytes, to take it from one store to another: {@link
 * io.talus.application.snapshot.SlotExport} makes pieces from a snapshot of the store, {@link
 * io.talus.application.snapshot.SlotImport} takes them where the slot is to be.
 *
 * <p>Format version 1, with the primitives and the records of {@link io.talus.application.log}.
 * Adapters do not know it: what travels is what makes the keys, as mutations.
 *
 * <pre>
 * stream  := head part* end                        each a piece, numbered from 0 on
 * piece   := crc32c:u32 version:u8 kind:u8 stream:u64 number:varint payload
 *                                                  checksum of all that follows it; at most 256 KB
 * head    := table slot incarnation epoch index slot-time:varint keys expiring-keys
 *            next-collection-id overwritten-keys overwritten-expiring-keys            kind 1
 * part    := bytes of a record                     kind 2: more of the record follows;
 *                                                  kind 3: the record ends here
 * end     := records:varint mutations:varint       kind 4: how many there were
 * </pre>
 *
 * <p>A record has the slot's address and status as the head has them. First come the keys, in hash
 * order. A key with few elements is in one record as a whole. The elements of any other follow each
 * other over as many records as they need, each mutation with the size that the collection has
 * then. Then come the collections that are being built, as {@code BuildPart}s: what the log will
 * say of them goes on from there.
 *
 * <p>The stream's number is drawn by who makes it, so that pieces of two attempts are never mixed.
 */
@NullMarked
package io.talus.application.snapshot;

import org.jspecify.annotations.NullMarked;
