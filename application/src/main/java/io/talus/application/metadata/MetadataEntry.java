package io.talus.application.metadata;

/**
 * A key of the metadata with its value.
 *
 * @param revision of the change that wrote it last
 * @param lease with which it goes away; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MetadataEntry(String key, byte[] value, long revision, long lease) {}
