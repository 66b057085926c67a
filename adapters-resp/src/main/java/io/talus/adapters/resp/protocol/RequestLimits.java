package io.talus.adapters.resp.protocol;

/** What a connection may send; asked only when a request is large. */
public interface RequestLimits {

  /** Longest argument, in bytes. */
  long bulkBytesMax();

  /** Longest argument for which there is memory, in bytes, if that is less. */
  long argumentBytesMax();

  /** Whether there is memory for so many bytes that have not arrived yet. */
  boolean hasRoomFor(long bytes);

  /** Whether the client has proven itself, or need not. */
  boolean authenticated();
}
