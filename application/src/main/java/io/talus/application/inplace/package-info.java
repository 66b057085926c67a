/**
 * Large collections in place: the header and what was changed lately are in memory, the elements in
 * the store.
 *
 * <p>Each class answers what commands ask by merging two sources: the changes that the store may
 * not have yet, and an answer of the store, which was read at some time after the last change was
 * forgotten. An element that was changed is as the last change left it, whatever the store says of
 * it; so an answer stays valid while commands go on changing the collection. Only ranks need more:
 * there an answer says after which index it was read, and the changes say what they replaced.
 */
@NullMarked
package io.talus.application.inplace;

import org.jspecify.annotations.NullMarked;
