/**
 * RESP2 and RESP3 without sockets: cutting received bytes into commands, and writing replies.
 *
 * <p>Everything here works on plain byte arrays and belongs to one connection at a time: a loop
 * over an array is what the JIT compiler turns into the fastest code.
 */
@NullMarked
package io.talus.adapters.resp.protocol;

import org.jspecify.annotations.NullMarked;
