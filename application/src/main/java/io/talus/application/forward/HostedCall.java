package io.talus.application.forward;

import io.talus.application.forward.CallRequest.Run;

/**
 * A call of another node, from when it comes until it is answered. Belongs to the shard's thread.
 *
 * @param dueNanos if it has not begun by then, it is not executed
 */
record HostedCall(long id, Run run, long dueNanos, AnswerStream answer) {}
