/**
 * DUMP and RESTORE: values in the serialisation of Redis's dump files, so that they go from Talus
 * to Redis and back.
 *
 * <p>What is written is what every Redis since 5.0 reads: a type code, the elements one by one, the
 * version of the format and a CRC64. What is read is also what Redis writes for small collections
 * (listpack, ziplist, intset, quicklist) and compressed strings.
 *
 * <pre>
 * payload := type:u8 value version:u16 crc64:u64         little endian; the CRC covers all before it
 * length  := 00nnnnnn | 01nnnnnn n | 80 u32 | 81 u64     big endian
 * string  := length bytes | C0 i8 | C1 i16 | C2 i32      integers little endian
 *          | C3 length:packed length:unpacked bytes      LZF
 * list    := length string*                              type 1; 10, 14, 18: compact
 * set     := length string*                              type 2; 11, 20: compact
 * zset    := length (string score:f64)*                  type 5; 3: scores as text; 12, 17: compact
 * hash    := length (string string)*                     type 4; 13, 16: compact
 * hash    := first-due:u64 length (due string string)*   type 24: fields with expiry, of Redis 7.4
 * </pre>
 */
@NullMarked
package io.talus.application.command.dump;

import org.jspecify.annotations.NullMarked;
