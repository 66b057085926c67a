/**
 * The trial cluster: {@code ./talus cluster} starts etcd and some nodes as processes on this
 * machine, and lets people try what happens when some of it fails. Commands ({@code
 * ClusterCommand}) work on a folder ({@code TrialFolder}), in which stands what was started;
 * nothing else remembers anything. Each command is a process of its own, with one thread; the relay
 * between the nodes ({@code Relay}) is another, which stays.
 */
@NullMarked
package io.talus.bootstrap.trial;

import org.jspecify.annotations.NullMarked;
