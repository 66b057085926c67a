package io.talus.adapters.replication.wire;

import io.talus.adapters.replication.wire.generated.Peer;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.MembershipEntry;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.support.SupportEpoch;
import io.talus.domain.slot.SlotId;

/**
 * The values of which messages are made, there and back. What is no value of the domain's is an
 * {@link IllegalArgumentException}, from the value's own constructor.
 */
final class Values {

  private Values() {}

  static Peer.Slot slot(SlotId slot) {
    return Peer.Slot.newBuilder().setTable(slot.table()).setSlot(slot.slot()).build();
  }

  static SlotId slot(Peer.Slot slot) {
    return new SlotId(slot.getTable(), slot.getSlot());
  }

  static Peer.Member member(MemberId member) {
    return Peer.Member.newBuilder().setNode(member.node()).setLife(member.life()).build();
  }

  static MemberId member(Peer.Member member) {
    return new MemberId(member.getNode(), member.getLife());
  }

  static Peer.Members members(Membership membership) {
    Peer.Members.Builder members = Peer.Members.newBuilder();
    membership.voters().forEach(voter -> members.addVoters(member(voter)));
    membership.learners().forEach(learner -> members.addLearners(member(learner)));
    return members.build();
  }

  static Membership members(Peer.Members members) {
    return new Membership(
        members.getVotersList().stream().map(Values::member).toList(),
        members.getLearnersList().stream().map(Values::member).toList());
  }

  static Peer.Position position(LogPosition position) {
    return Peer.Position.newBuilder().setEpoch(position.epoch()).setIndex(position.index()).build();
  }

  static LogPosition position(Peer.Position position) {
    return new LogPosition(position.getEpoch(), position.getIndex());
  }

  static Peer.Support support(SupportEpoch epoch) {
    return Peer.Support.newBuilder().setLife(epoch.life()).setCount(epoch.count()).build();
  }

  static SupportEpoch support(Peer.Support epoch) {
    return new SupportEpoch(epoch.getLife(), epoch.getCount());
  }

  static Peer.Run run(EpochRun run) {
    return Peer.Run.newBuilder()
        .setEpoch(run.epoch())
        .setFirst(run.first())
        .setLast(run.last())
        .build();
  }

  static EpochRun run(Peer.Run run) {
    return new EpochRun(run.getEpoch(), run.getFirst(), run.getLast());
  }

  static Peer.Entries entries(Stretch stretch) {
    Peer.Entries.Builder entries =
        Peer.Entries.newBuilder().setPrevious(position(stretch.previous()));
    for (EpochRun run : stretch.runs()) {
      entries.addRuns(run(run));
    }
    for (MembershipEntry change : stretch.changes()) {
      entries.addChanges(
          Peer.Change.newBuilder()
              .setIndex(change.index())
              .setMembers(members(change.membership()))
              .build());
    }
    return entries.build();
  }

  static Stretch entries(Peer.Entries entries) {
    return new Stretch(
        position(entries.getPrevious()),
        entries.getRunsList().stream().map(Values::run).toList(),
        entries.getChangesList().stream()
            .map(change -> new MembershipEntry(change.getIndex(), members(change.getMembers())))
            .toList());
  }
}
