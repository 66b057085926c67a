package io.talus.application.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.log.LogNote.EpochEntered;
import io.talus.application.log.LogNote.Members;
import io.talus.application.log.LogNote.Replica;
import io.talus.application.log.LogNote.Replica.Reason;
import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import io.talus.domain.replication.log.EpochRun;
import io.talus.domain.replication.log.MembershipEntry;
import io.talus.domain.replication.log.Stretch;
import io.talus.domain.replication.replica.Stored;
import io.talus.domain.slot.SlotId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KnownReplicaTest {
  private static final SlotId SLOT = new SlotId(0, 5);
  private static final MemberId ME = MemberId.on(1);
  private static final Membership THREE = Membership.ofVoters(ME, MemberId.on(2), MemberId.on(3));
  private static final LogPosition NOTHING = LogPosition.NONE;

  private final KnownReplica known = new KnownReplica(SLOT);

  @Test
  void aReplicaIsWhatTheLogSaysOfIt() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    known.take(new EpochEntered(SLOT, ME, 1, Optional.of(ME)), false);
    units(1, 1, 4);

    Stored stored = known.stored(3);
    assertEquals(Optional.of(ME), known.member());
    assertEquals(1, stored.epoch());
    assertEquals(Optional.of(ME), stored.vote());
    assertEquals(3, stored.commit());
    assertEquals(THREE, stored.base());
    assertEquals(position(1, 4), stored.log().last());
  }

  @Test
  void whatWasCutIsNotThere() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    units(1, 1, 4);
    known.take(new TailCut(SLOT, position(1, 2)), false);
    units(2, 3, 3);

    assertEquals(position(2, 3), known.last());
    assertEquals(position(1, 2).index() + 1, known.stored(0).log().runs().getLast().first());
  }

  @Test
  void theVoteOfAnotherLifeIsNotOurs() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    known.take(new EpochEntered(SLOT, ME.nextLife(), 9, Optional.of(ME)), false);

    assertEquals(0, known.stored(0).epoch());
  }

  @Test
  void unitsBeforeARestatementAreKeptFromWhereItSays() {
    for (long index = 6; index <= 9; index++) {
      known.find(position(1, index)); // what is left of a log that was given up in part
    }
    assertThrows(IllegalStateException.class, this::asAReplica);
    known.take(replica(Reason.RESTATED, 3, position(1, 7)), false);
    known.requireWhole();
    units(1, 10, 10);

    Stored stored = known.stored(8);
    assertEquals(position(1, 7), stored.log().previous());
    assertEquals(position(1, 10), stored.log().last());
    assertEquals(3, stored.epoch());
  }

  @Test
  void aMembershipHoldsFromItsUnitOn() {
    Membership two = Membership.ofVoters(ME, MemberId.on(2));
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    units(1, 1, 1);
    known.take(new Members(SLOT, position(1, 2), two), false);
    units(1, 2, 3);

    assertEquals(1, known.stored(0).log().changes().size());
    assertEquals(two, known.stored(0).log().changes().getFirst().membership());
    known.dropThrough(2);
    assertEquals(two, known.stored(2).base());
  }

  /** Of units that were appended together, the notes are taken first. */
  @Test
  void aMembershipBeginsWithItsUnitAndNotWithTheFirstOfItsTick() {
    Membership two = new Membership(List.of(ME), List.of());
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    known.take(new Members(SLOT, position(1, 3), two), false);
    known.take(
        new Stretch(NOTHING, List.of(new EpochRun(1, 1, 4)), List.of(new MembershipEntry(3, two))));

    known.dropThrough(2);
    assertEquals(THREE, known.stored(2).base());
    known.dropThrough(3);
    assertEquals(two, known.stored(3).base());
  }

  @Test
  void aSnapshotCountsIfTheStoreHasIt() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    units(1, 1, 4);
    known.take(replica(Reason.INSTALLS, 2, position(2, 50)), false);
    assertEquals(position(1, 4), known.last());

    known.take(replica(Reason.INSTALLS, 2, position(2, 50)), true);
    assertEquals(position(2, 50), known.last());
    assertTrue(known.stored(50).log().isEmpty());
  }

  /** One that takes the place of what has diverged may end before what was there. */
  @Test
  void aSnapshotMayEndBeforeWhatWasThere() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    units(1, 1, 4);
    known.take(replica(Reason.INSTALLS, 2, position(1, 2)), false);
    assertEquals(position(1, 4), known.last());
    assertEquals(2, known.behind(position(1, 2)).size());

    known.take(replica(Reason.INSTALLS, 2, position(1, 2)), true);
    units(2, 3, 3);
    assertEquals(position(2, 3), known.last());
  }

  @Test
  void aReplicaThatHasEndedIsNone() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    known.take(replica(Reason.ENDS, 0, NOTHING), false);

    assertEquals(Optional.empty(), known.member());
  }

  @Test
  void anOlderRestatementDoesNotBringBackWhatWasGivenUpSince() {
    known.take(replica(Reason.RESTATED, 1, position(1, 3)), false);
    known.find(position(1, 8)); // 4 to 7 stood before the note, and are gone by now
    known.take(replica(Reason.RESTATED, 1, position(1, 5)), false);
    assertThrows(IllegalStateException.class, known::requireWhole);
    known.take(replica(Reason.RESTATED, 2, position(1, 7)), false);

    known.requireWhole();
    assertEquals(position(1, 7), known.stored(8).log().previous());
    assertEquals(position(1, 8), known.last());
  }

  /** The store never had it, so nobody said up to where: it was cut off instead. */
  @Test
  void whatWasGivenUpAndCutOffIsNotMissing() {
    for (long index = 17; index <= 20; index++) {
      known.find(position(1, index));
    }
    known.take(replica(Reason.RESTATED, 1, position(1, 9)), false);
    known.take(new TailCut(SLOT, position(1, 9)), false);
    for (long index = 10; index <= 12; index++) {
      known.find(position(2, index));
    }
    known.take(replica(Reason.RESTATED, 2, position(1, 9)), false);

    known.requireWhole();
    Stored stored = known.stored(9);
    assertEquals(position(1, 9), stored.log().previous());
    assertEquals(position(2, 12), stored.log().last());
  }

  private void asAReplica() {
    known.take(replica(Reason.RESTATED, 3, position(1, 2)), false);
    known.requireWhole();
  }

  @Test
  void aGapIsRefused() {
    known.take(replica(Reason.BEGINS, 0, NOTHING), false);
    units(1, 1, 2);

    assertThrows(IllegalStateException.class, () -> units(1, 4, 4));
  }

  private static Replica replica(Reason reason, long epoch, LogPosition start) {
    return new Replica(SLOT, ME, epoch, Optional.empty(), start, THREE, List.of(), reason);
  }

  private static LogPosition position(long epoch, long index) {
    return new LogPosition(epoch, index);
  }

  private void units(long epoch, long first, long last) {
    for (long index = first; index <= last; index++) {
      known.take(position(epoch, index));
    }
  }
}
