/**
 * Any node answers any key: commands on slots that another node leads go there, and their replies
 * come back. In comes a command for which {@link io.talus.application.forward.ClusterRouter} says
 * that it does not run here, or a call of another node; out goes a reply in its place, or an answer
 * to that node.
 *
 * <p>A call is answered with its reply, or as <em>not executed</em>, or not at all if the
 * connection breaks. What was not executed is tried again until a deadline, at whoever leads then;
 * so is a read whose answer was lost. A write whose answer was lost is an error that says so. One
 * hop: who is asked and does not lead says who does.
 *
 * <p>The order of one client's commands on one slot rests on four rules.
 *
 * <ul>
 *   <li>A command is only sent to a node if the earlier ones of this client on the slot that have
 *       no answer yet were sent to the same node, which runs them in order.
 *   <li>A node that has refused a call refuses every call on the slot from the same node that was
 *       sent before that node knew ({@code CallRequest.Run#since}): what was sent behind a refused
 *       command is not executed before it.
 *   <li>A call is executed only in the epoch in which its sender knew the leader: it is not
 *       executed when it has been given up, and the slot has been led elsewhere meanwhile.
 *   <li>A read whose answer was lost is not tried again if a write was sent behind it.
 * </ul>
 *
 * <p>Sizes are bounded: a client has {@code ClientForwards#CALLS_MAX} calls under way, a node
 * {@code Forwards#CALLS_MAX} with {@code BYTES_MAX}; of a long answer at most a window is under way
 * until the client takes it.
 */
@NullMarked
package io.talus.application.forward;

import org.jspecify.annotations.NullMarked;
