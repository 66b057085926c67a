/**
 * Messages and steps of the handshake in protobuf. The only package that knows what protoc has
 * generated.
 */
@NullMarked
package io.talus.adapters.replication.wire;

import org.jspecify.annotations.NullMarked;
