package io.talus.adapters.replication.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.talus.adapters.replication.wire.generated.Peer;

/** The steps of a handshake as bytes. They stay as they are in all versions of the protocol. */
public final class HandshakeMapping {

  private HandshakeMapping() {}

  public static byte[] encode(Proven step) {
    return Peer.Proven.newBuilder()
        .setContent(ByteString.copyFrom(step.content()))
        .setProof(ByteString.copyFrom(step.proof()))
        .build()
        .toByteArray();
  }

  public static Proven proven(byte[] bytes) {
    try {
      Peer.Proven step = Peer.Proven.parseFrom(bytes);
      return new Proven(step.getContent().toByteArray(), step.getProof().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedMessageException("not a step of a handshake", e);
    }
  }

  public static byte[] encode(PeerHello hello) {
    return Peer.Hello.newBuilder()
        .setOldestVersion(hello.oldestVersion())
        .setNewestVersion(hello.newestVersion())
        .setCluster(hello.cluster())
        .setFrom(hello.from())
        .setTo(hello.to())
        .setFeatureLevel(hello.featureLevel())
        .setNonce(ByteString.copyFrom(hello.nonce()))
        .build()
        .toByteArray();
  }

  public static PeerHello hello(byte[] bytes) {
    try {
      Peer.Hello hello = Peer.Hello.parseFrom(bytes);
      return new PeerHello(
          hello.getOldestVersion(),
          hello.getNewestVersion(),
          hello.getCluster(),
          hello.getFrom(),
          hello.getTo(),
          hello.getFeatureLevel(),
          hello.getNonce().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedMessageException("not a hello", e);
    }
  }

  public static byte[] encode(Challenge challenge) {
    return Peer.Challenge.newBuilder()
        .setVersion(challenge.version())
        .setFeatureLevel(challenge.featureLevel())
        .setNonce(ByteString.copyFrom(challenge.nonce()))
        .build()
        .toByteArray();
  }

  public static Challenge challenge(byte[] bytes) {
    try {
      Peer.Challenge challenge = Peer.Challenge.parseFrom(bytes);
      return new Challenge(
          challenge.getVersion(), challenge.getFeatureLevel(), challenge.getNonce().toByteArray());
    } catch (InvalidProtocolBufferException e) {
      throw new MalformedMessageException("not a challenge", e);
    }
  }
}
