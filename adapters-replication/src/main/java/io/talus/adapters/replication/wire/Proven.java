package io.talus.adapters.replication.wire;

/** A step of a handshake, with the proof that its sender knows the cluster's secret. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Proven(byte[] content, byte[] proof) {}
