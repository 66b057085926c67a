package io.talus.adapters.replication.wire;

import com.google.protobuf.UnsafeByteOperations;
import io.talus.adapters.replication.wire.generated.Peer;
import io.talus.application.peer.SlotMessage;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.message.Ballot;
import io.talus.domain.replication.message.Message;
import java.util.List;
import java.util.Optional;

/** Messages between replicas, there and back. */
final class SlotMessages {

  private SlotMessages() {}

  static Peer.SlotMessage encode(SlotMessage sent) {
    Message message = sent.message();
    Peer.SlotMessage.Builder builder =
        Peer.SlotMessage.newBuilder()
            .setSlot(Values.slot(sent.slot()))
            .setFrom(Values.member(message.from()))
            .setTo(Values.member(message.to()))
            .setEpoch(message.epoch());
    switch (message) {
      case Message.Append append -> builder.setBinlogSync(append(append, sent.records()));
      case Message.AppendReply reply -> builder.setBinlogSyncAck(reply(reply));
      case Message.VoteRequest request ->
          builder.setVoteRequest(
              Peer.VoteRequest.newBuilder()
                  .setLast(Values.position(request.last()))
                  .setBallot(ballot(request.ballot())));
      case Message.VoteReply reply ->
          builder.setVoteReply(
              Peer.VoteReply.newBuilder()
                  .setBallot(ballot(reply.ballot()))
                  .setGranted(reply.granted()));
      case Message.Snapshot snapshot -> builder.setSnapshot(snapshot(snapshot));
      case Message.TimeoutNow _ -> builder.setTimeoutNow(Peer.TimeoutNow.getDefaultInstance());
      case Message.Adopted adopted ->
          builder.setAdopted(Peer.Adopted.newBuilder().setLast(Values.position(adopted.last())));
      case Message.Appointed _ -> builder.setAppointed(Peer.Appointed.getDefaultInstance());
      case Message.Resigned _ -> builder.setResigned(Peer.Resigned.getDefaultInstance());
    }
    return builder.build();
  }

  private static Peer.Snapshot snapshot(Message.Snapshot snapshot) {
    Peer.Snapshot.Builder builder =
        Peer.Snapshot.newBuilder()
            .setPosition(Values.position(snapshot.position()))
            .setMembers(Values.members(snapshot.membership()));
    snapshot.history().forEach(run -> builder.addHistory(Values.run(run)));
    snapshot.diverged().ifPresent(position -> builder.setDiverged(Values.position(position)));
    return builder.build();
  }

  private static Message.Snapshot snapshot(
      MemberId from, MemberId to, long epoch, Peer.Snapshot received) {
    return new Message.Snapshot(
        from,
        to,
        epoch,
        Values.position(received.getPosition()),
        Values.members(received.getMembers()),
        received.getHistoryList().stream().map(Values::run).toList(),
        received.hasDiverged()
            ? Optional.of(Values.position(received.getDiverged()))
            : Optional.empty());
  }

  private static Peer.BinlogSync append(Message.Append append, List<byte[]> records) {
    Peer.BinlogSync.Builder builder =
        Peer.BinlogSync.newBuilder()
            .setEntries(Values.entries(append.entries()))
            .setCommit(append.commit())
            .setRound(append.round())
            .setSupport(Values.support(append.support()));
    // Nobody changes a record, and these live no longer than the encoding.
    records.forEach(record -> builder.addRecords(UnsafeByteOperations.unsafeWrap(record)));
    return builder.build();
  }

  private static Peer.BinlogSyncAck reply(Message.AppendReply reply) {
    return Peer.BinlogSyncAck.newBuilder()
        .setAccepted(reply.accepted())
        .setAt(Values.position(reply.at()))
        .setCommit(reply.commit())
        .setRound(reply.round())
        .setSupport(Values.support(reply.support()))
        .build();
  }

  private static Peer.Ballot ballot(Ballot ballot) {
    return switch (ballot) {
      case PRE -> Peer.Ballot.BALLOT_PRE;
      case VOTE -> Peer.Ballot.BALLOT_VOTE;
      case TRANSFER -> Peer.Ballot.BALLOT_TRANSFER;
    };
  }

  static SlotMessage decode(Peer.SlotMessage received) {
    MemberId from = Values.member(received.getFrom());
    MemberId to = Values.member(received.getTo());
    List<byte[]> records =
        received.getBinlogSync().getRecordsList().stream().map(r -> r.toByteArray()).toList();
    return new SlotMessage(Values.slot(received.getSlot()), message(received, from, to), records);
  }

  private static Message message(Peer.SlotMessage received, MemberId from, MemberId to) {
    long epoch = received.getEpoch();
    return switch (received.getKindCase()) {
      case BINLOG_SYNC -> append(received.getBinlogSync(), from, to, epoch);
      case BINLOG_SYNC_ACK -> reply(received.getBinlogSyncAck(), from, to, epoch);
      case VOTE_REQUEST ->
          new Message.VoteRequest(
              from,
              to,
              epoch,
              Values.position(received.getVoteRequest().getLast()),
              ballot(received.getVoteRequest().getBallot()));
      case VOTE_REPLY ->
          new Message.VoteReply(
              from,
              to,
              epoch,
              ballot(received.getVoteReply().getBallot()),
              received.getVoteReply().getGranted());
      case SNAPSHOT -> snapshot(from, to, epoch, received.getSnapshot());
      case TIMEOUT_NOW -> new Message.TimeoutNow(from, to, epoch);
      case ADOPTED ->
          new Message.Adopted(from, to, epoch, Values.position(received.getAdopted().getLast()));
      case APPOINTED -> new Message.Appointed(from, to, epoch);
      case RESIGNED -> new Message.Resigned(from, to, epoch);
      case KIND_NOT_SET -> throw new MalformedMessageException("unknown message of a slot");
    };
  }

  private static Message append(Peer.BinlogSync sync, MemberId from, MemberId to, long epoch) {
    return new Message.Append(
        from,
        to,
        epoch,
        Values.entries(sync.getEntries()),
        sync.getCommit(),
        sync.getRound(),
        Values.support(sync.getSupport()));
  }

  private static Message reply(Peer.BinlogSyncAck ack, MemberId from, MemberId to, long epoch) {
    return new Message.AppendReply(
        from,
        to,
        epoch,
        ack.getAccepted(),
        Values.position(ack.getAt()),
        ack.getCommit(),
        ack.getRound(),
        Values.support(ack.getSupport()));
  }

  private static Ballot ballot(Peer.Ballot ballot) {
    return switch (ballot) {
      case BALLOT_PRE -> Ballot.PRE;
      case BALLOT_VOTE -> Ballot.VOTE;
      case BALLOT_TRANSFER -> Ballot.TRANSFER;
      case BALLOT_UNKNOWN, UNRECOGNIZED -> throw new MalformedMessageException("unknown ballot");
    };
  }
}
