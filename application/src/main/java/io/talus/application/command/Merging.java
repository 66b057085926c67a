package io.talus.application.command;

/** What the replies become of the parts into which a cluster takes a command apart. */
public enum Merging {
  /** All say the same. */
  SAME,
  /** Numbers are added. */
  SUM,
  /** Each part lists something for each of its keys: they stand where the keys stood. */
  BY_KEY,
  /** Lists, in any order. */
  CONCATENATED,
  /** One part is enough that has something; which, is left to chance. */
  ANY,
  /** The parts are asked one after the other, as the cursor says. */
  CURSOR
}
