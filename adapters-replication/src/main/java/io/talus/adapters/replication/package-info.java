/**
 * The network between the nodes of a cluster, on Vert.x and Netty ({@link
 * io.talus.adapters.replication.VertxPeerNetwork}).
 *
 * <h2>Connections</h2>
 *
 * Of two nodes the one with the smaller number makes the connection, and both use it: one for each
 * pair. It is made again whenever it is gone, after a pause that doubles with each attempt that
 * fails, up to a bound ({@code BackOff}). A node that was started again may be there before its old
 * connection is missed: the new one takes its place.
 *
 * <h2>Frames</h2>
 *
 * All numbers are big-endian.
 *
 * <pre>
 * 4 bytes   length of kind and content, at most 65,542
 * 4 bytes   CRC32C of the length, the kind and the content
 * 1 byte    kind
 * ...       content
 *
 * kind            content
 * 1 HELLO         a step of the handshake: Proven in peer.proto
 * 2 CHALLENGE     the same
 * 3 PROOF         the same
 * 4 WELCOME       the same
 * 5 KEEP_ALIVE    nothing
 * 6 WHOLE         1 byte class, then a message
 * 7 BEGIN         1 byte class, 4 bytes length of the message, then its first piece
 * 8 MORE          1 byte class, then the next piece
 * 9 SEVERAL       1 byte class, then for each of several messages 4 bytes length, and it
 *
 * class  1 heartbeats  2 slots  3 calls  4 snapshots
 * </pre>
 *
 * A message is an Envelope of {@code peer.proto}. One that is longer than 64 KB is cut into pieces
 * of that length; of each class one message may be under way, and frames of another class may come
 * between its pieces: so a heartbeat never waits for a snapshot. Shorter ones of a class that are
 * sent in one turn of the loop share frames of up to 64 KB. A frame with a wrong checksum, one that
 * is too long (before the handshake is over: 1,024 bytes), of an unknown kind, out of order, or
 * with a message that this node does not know, ends the connection, and the log says why.
 *
 * <h2>Handshake</h2>
 *
 * <pre>
 * who connects                               who is connected to
 *
 * HELLO  versions, cluster, from, to,
 *        feature level, nonce          --&gt;
 *                                      &lt;--   CHALLENGE  version, feature level, nonce
 * PROOF                                --&gt;
 *                                      &lt;--   WELCOME
 * </pre>
 *
 * Each step holds an HMAC-SHA256, made with the cluster's secret, of the step's name, all contents
 * before it and its own. So each side has proved over the other's fresh nonce that it knows the
 * secret, nothing that was agreed on can have been changed, and no step is good for another one or
 * another time. Who does not know the secret cannot make a HELLO, and gets no answer at all; who
 * has overheard one gets a CHALLENGE, and can do nothing with it. A HELLO for another cluster or
 * node, from a node that is no peer or that has the larger number, or without a common version ends
 * the connection without an answer, and so does a handshake that takes too long. At most 64
 * connections may wait to be proved: the one that has waited longest makes room.
 *
 * <p>The version is the newest that both speak; each release speaks that of the one before it. The
 * feature level that holds is the smaller one of both.
 *
 * <p>With TLS (1.3) each side shows a certificate, and the handshake runs inside. Without it the
 * secret keeps strangers out, but does not stop somebody who can change what passes on the network.
 */
@NullMarked
package io.talus.adapters.replication;

import org.jspecify.annotations.NullMarked;
