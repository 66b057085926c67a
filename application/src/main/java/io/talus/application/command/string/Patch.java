package io.talus.application.command.string;

import io.talus.domain.bytes.Bytes;

/** Bytes that a part of a string is replaced with, or that lengthen it; never empty. */
public record Patch(long offset, Bytes bytes) {
  /** One past the offset of the last byte. */
  public long end() {
    return offset + bytes.length();
  }
}
