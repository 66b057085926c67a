/**
 * Parts of a machine on which time, threads and faults are in the hand of a test: everything runs
 * on the test's own thread, at moments drawn from a seed.
 */
@NullMarked
package io.talus.testkit.simulation;

import org.jspecify.annotations.NullMarked;
