/**
 * What a node asks another now and then, and how it is answered: which slots lead, where logs end.
 *
 * <p>What enters are questions of this node and messages of others; what leaves are their answers,
 * or that there is none. All of it belongs to the shard's thread. The door is {@link
 * io.talus.application.question.Questions}.
 */
@NullMarked
package io.talus.application.question;

import org.jspecify.annotations.NullMarked;
