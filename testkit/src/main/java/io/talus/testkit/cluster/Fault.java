package io.talus.testkit.cluster;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.ReplicaLog;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.message.Message;
import io.talus.domain.replication.replica.SafetyRules;
import io.talus.domain.replication.support.SupportRules;
import java.util.function.Predicate;

/**
 * Rules broken one at a time, as others got them wrong. The simulation must notice each of them.
 */
@SuppressWarnings("ImmutableEnumChecker") // The rules have no state.
enum Fault {
  FOLLOWER_ACKNOWLEDGES_BEFORE_ITS_SYNC(
      new SafetyRules() {
        @Override
        public boolean waitsForDisk(Message message) {
          return !(message instanceof Message.AppendReply);
        }
      }),
  LEADER_COUNTS_ITSELF_BEFORE_ITS_SYNC(
      new SafetyRules() {
        @Override
        public long ownAcknowledgement(long durableIndex, long lastIndex) {
          return lastIndex;
        }
      }),
  LATE_WRITE_COUNTS_FOR_REUSED_INDEX(
      new SafetyRules() {
        @Override
        public boolean mayLeave(boolean writeDurable, boolean indexDurable) {
          return writeDurable || indexDurable;
        }

        @Override
        public boolean cutVoidsWrites() {
          return false;
        }
      }),
  OLDER_EPOCHS_ARE_COMMITTED_BY_COUNTING(
      new SafetyRules() {
        @Override
        public boolean maySettle(long entryEpoch, long leaderEpoch) {
          return true;
        }
      }),
  LATE_APPEND_CUTS_WHAT_MATCHES(
      new SafetyRules() {
        @Override
        public long firstNew(ReplicaLog log, Stretch entries) {
          return entries.firstIndex();
        }
      }),
  FOLLOWER_COMMITS_UP_TO_ITS_LAST_INDEX(
      new SafetyRules() {
        @Override
        public long followerCommit(long leaderCommit, long verified, long last) {
          return Math.min(leaderCommit, last);
        }
      }),
  ENTRIES_FOLLOW_ANYTHING(
      new SafetyRules() {
        @Override
        public boolean mayFollow(ReplicaLog log, LogPosition previous) {
          return previous.index() <= log.lastIndex();
        }
      }),
  VOTE_LEAVES_BEFORE_ITS_SYNC(
      new SafetyRules() {
        @Override
        public boolean waitsForDisk(Message message) {
          return !(message instanceof Message.VoteReply);
        }
      }),
  STEP_DOWN_FORGETS_THE_VOTE(
      new SafetyRules() {
        @Override
        public boolean keepsVote() {
          return false;
        }
      }),
  NODE_ELECTS_ITSELF(
      new SafetyRules() {
        @Override
        public boolean isElected(Membership membership, Predicate<MemberId> granted) {
          return true;
        }
      }),
  VOTES_FOR_A_SHORTER_LOG(
      new SafetyRules() {
        @Override
        public boolean isUpToDate(LogPosition candidate, LogPosition own) {
          return true;
        }
      }),
  SNAPSHOT_LEAVES_THE_LOG(
      new SafetyRules() {
        @Override
        public boolean snapshotResetsLog() {
          return false;
        }
      }),
  CHANGE_BEFORE_THE_EPOCH_IS_COMMITTED(
      new SafetyRules() {
        @Override
        public boolean changesNeedCommittedEpoch() {
          return false;
        }
      }),
  SECOND_CHANGE_WHILE_ONE_IS_OPEN(
      new SafetyRules() {
        @Override
        public boolean changesNeedCommittedChange() {
          return false;
        }
      }),
  LEARNER_IS_PROMOTED_WITH_A_GAP(
      new SafetyRules() {
        @Override
        public boolean promotesOnlyCaughtUp() {
          return false;
        }
      }),
  OLDER_EPOCHS_ARE_NOT_FENCED(
      new SafetyRules() {
        @Override
        public boolean isFenced(long messageEpoch, long epoch) {
          return false;
        }
      }),
  SUPPORTERS_VOTE_FOR_OTHERS(
      new SafetyRules() {
        @Override
        public boolean bindsSupporters() {
          return false;
        }
      }),
  SUPPORT_COUNTS_FOR_ANY_LEADERSHIP(
      new SafetyRules() {
        @Override
        public boolean supportNeedsAcknowledgement() {
          return false;
        }
      }),
  TRANSFER_KEEPS_SUPPORT(
      new SafetyRules() {
        @Override
        public boolean transferEndsSupport() {
          return false;
        }
      }),
  READS_BEFORE_THE_EPOCH_IS_COMMITTED(
      new SafetyRules() {
        @Override
        public boolean readsNeedCommittedEpoch() {
          return false;
        }
      }),
  SUPPORT_COUNTS_FROM_RECEIPT(
      new SupportRules() {
        @Override
        public long countsFrom(long sentMillis, long receivedMillis) {
          return receivedMillis;
        }
      }),
  RESTARTED_VOTER_FORGETS_ITS_SUPPORT(
      new SupportRules() {
        @Override
        public boolean waitsAfterStart() {
          return false;
        }
      }),
  WITHDRAWN_SUPPORT_KEEPS_ITS_EPOCH(
      new SupportRules() {
        @Override
        public boolean withdrawalRaisesEpoch() {
          return false;
        }
      }),
  REPLIES_OUTLIVE_THE_LEADERSHIP(
      new OwnerRules() {
        @Override
        public boolean repliesBelongToPositions() {
          return false;
        }
      }),
  OLD_LEADER_LETS_READS_OUT(
      new OwnerRules() {
        @Override
        public boolean readsNeedSupport() {
          return false;
        }
      }),
  SUPPORT_ON_THE_WALL_CLOCK(
      new OwnerRules() {
        @Override
        public boolean clockIsMonotonic() {
          return false;
        }
      }),
  WIPED_REPLICA_COMES_BACK_AS_ITSELF(
      new OwnerRules() {
        @Override
        public boolean wipedReplicasAreNew() {
          return false;
        }
      }),
  REMOVED_REPLICA_IS_MADE_AGAIN(
      new OwnerRules() {
        @Override
        public boolean removedReplicasStayAway() {
          return false;
        }
      });

  private final ClusterRules rules;

  Fault(SafetyRules broken) {
    this.rules = ClusterRules.SOUND.with(broken);
  }

  Fault(SupportRules broken) {
    this.rules = ClusterRules.SOUND.with(broken);
  }

  Fault(OwnerRules broken) {
    this.rules = ClusterRules.SOUND.with(broken);
  }

  ClusterRules rules() {
    return rules;
  }
}
