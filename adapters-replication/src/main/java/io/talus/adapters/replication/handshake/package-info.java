/**
 * How two nodes prove to each other that they belong to the same cluster, and agree on how to
 * speak. Pure: the steps come and go as bytes. They are described in {@link
 * io.talus.adapters.replication}.
 */
@NullMarked
package io.talus.adapters.replication.handshake;

import org.jspecify.annotations.NullMarked;
