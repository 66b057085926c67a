/** The RESP server: sockets, framing and event loops. */
@NullMarked
package io.talus.adapters.resp;

import org.jspecify.annotations.NullMarked;
