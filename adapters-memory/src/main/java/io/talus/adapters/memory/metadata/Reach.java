package io.talus.adapters.memory.metadata;

/** How a node and the metadata reach each other. */
public enum Reach {
  /** Both ways, at once. */
  THERE,

  /** Nobody answers the door: what is asked for fails at once, certainly undone. */
  REFUSED,

  /** What is asked for gets lost. */
  REQUESTS_LOST,

  /** What is asked for is done, and the answers get lost. */
  ANSWERS_LOST,

  /** What is asked for arrives when everything else has long been given up: at the end of it. */
  REQUESTS_LATE
}
