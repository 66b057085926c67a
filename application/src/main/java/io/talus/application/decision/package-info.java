/**
 * What the manager has decided, and why: written by the manager into the cluster's metadata, and
 * read by every node. Entered by the manager through {@link
 * io.talus.application.decision.Decisions}; read through {@link
 * io.talus.application.decision.DecisionHistory}.
 *
 * <pre>
 * decisions/17  format=1 number=1017 millis=1764531180123 manager=node 2 tables=0,3 text=2 slots get a leader ...
 * </pre>
 *
 * <p>A value is one line with tabs between its words. The keys are a ring of {@link
 * io.talus.application.decision.DecisionRing#KEPT_MAX}: a decision takes the place of the one that
 * many before it. All of it is history for people: nothing is ever decided by it, and what cannot
 * be written is lost without anybody waiting for it.
 */
@NullMarked
package io.talus.application.decision;

import org.jspecify.annotations.NullMarked;
