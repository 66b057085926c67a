package io.talus.testkit.cluster;

/** What a unit does in the simulation: it sets a key to a value that no other unit sets. */
record Put(int key, long value) {}
