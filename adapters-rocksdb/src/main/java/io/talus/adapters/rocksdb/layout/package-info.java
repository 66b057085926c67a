/**
 * The bytes of the store: keys and values of every column family.
 *
 * <p>Format version 3, see {@link io.talus.adapters.rocksdb.layout.SystemLayout#FORMAT}. Numbers
 * are big endian; {@code varint} is the base-128 encoding with the low bits first.
 *
 * <pre>
 * slot       = table int32, slot int16, edition int64                                 (14 bytes)
 * collection = slot, collection id int64                                              (22 bytes)
 * hashed(x)  = storage hash of x int32, bytes of x               (sorts as Bytes.compareByHash)
 *
 * family    key                                          value
 * --------  -------------------------------------------  ------------------------------------------
 * default   'F'                                          format version int32
 *           'A'                                          the log's mark (see SlotStore.mark), int64
 *           'B', collection                              type int8: it is being built, no key
 *                                                        holds it
 *           'E', table int32, slot int16                 the highest edition that was given away, and
 *                                                        SlotStore.beginsAfter; int64 each
 *           'I', table int32, slot int16                 0: the slot is being taken in
 *           'S', table int32, slot int16                 incarnation, epoch, index, slot time, keys,
 *                                                        expiring keys, next collection id,
 *                                                        keys and expiring keys that were overwritten
 *                                                        unseen, edition (not in format 2: there it
 *                                                        was the incarnation); int64 each
 * headers   slot, hashed(key)                            flags: bits 0-2 type, 3 expires, 4 has an id
 *                                                        [expires: time int64]
 *                                                        without id: the bytes of the string
 *                                                        with id: id varint, size varint,
 *                                                        [list: head zigzag varint]
 * elements  collection, hashed(field)                    0, value; or 1, expiry int64, value
 *           collection, hashed(member of a set)          0
 *           collection, hashed(member of a sorted set)   score, raw bits int64
 *           collection, page int64, sign flipped         a page of list entries, see ListPage
 *           collection, page, index in page int8         a long list entry
 *           collection, chunk int64                      bytes of a string; zeros follow
 * scores    collection, ordered score int64, member      0; or 1 if the score is negative zero
 * expiry    slot, time int64, 0, key                     0
 *           slot, time int64, 1, collection id int64,    0
 *             hashed(field)
 * liveness  collection                                   0, the key that holds the collection
 * counts    collection, 0                                the root of the tree, see CountNode
 *           collection, level + 1 int8, place            another node
 * </pre>
 *
 * <p>An edition of a slot is what is stored under the same number: an incarnation, as long as the
 * slot is not taken in from elsewhere anew. Its number is the incarnation's, or higher if that was
 * given away before: to an install, finished or not, or to a life of the slot that ended when it
 * was dropped. So nothing is ever written under the number of something else, and 0 is nobody's.
 *
 * <p>A place in a sorted set is what stands behind the collection in a key of its scores. The
 * ordered score is the IEEE 754 bits with the sign flipped, and all bits flipped if it was
 * negative; both zeros have the place of positive zero. A list's page is its absolute position
 * divided by {@link io.talus.adapters.rocksdb.layout.ListPage#ENTRIES}.
 *
 * <p>No value is ever empty: RocksDB's {@code keyMayExist} answers an empty value when it would
 * have to read the disk.
 */
@NullMarked
package io.talus.adapters.rocksdb.layout;

import org.jspecify.annotations.NullMarked;
