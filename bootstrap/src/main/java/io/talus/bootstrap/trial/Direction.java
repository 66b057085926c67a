package io.talus.bootstrap.trial;

/** What is cut of a node's ways to the others. */
enum Direction {
  /** It hears nobody, and nobody hears it. */
  BOTH,
  /** It hears the others; they do not hear it. */
  OUT,
  /** It does not hear the others; they hear it. */
  IN;

  boolean stopsWhatItSends() {
    return this != IN;
  }

  boolean stopsWhatItGets() {
    return this != OUT;
  }
}
