package io.talus.adapters.replication.handshake;

import io.talus.adapters.replication.frame.FrameKind;

/** A frame of a handshake. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HandshakeStep(FrameKind kind, byte[] content) {}
