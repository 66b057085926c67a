package io.talus.adapters.resp;

/**
 * What clients may take of the heap.
 *
 * @param requestBytes for the requests of all clients that have not arrived as a whole, or wait to
 *     be executed
 * @param replyBytes for the replies of all clients that have not read them
 * @param commandBytes for the longest argument, and for a single reply
 */
public record ClientMemory(long requestBytes, long replyBytes, long commandBytes) {

  public ClientMemory {
    if (requestBytes < 1 || replyBytes < 1 || commandBytes < 1) {
      throw new IllegalArgumentException(
          "memory: " + requestBytes + " " + replyBytes + " " + commandBytes);
    }
  }

  /** One loop's part of it, when there are so many. */
  ClientMemory dividedBy(int loops) {
    return new ClientMemory(
        Math.max(1, requestBytes / loops), Math.max(1, replyBytes / loops), commandBytes);
  }
}
