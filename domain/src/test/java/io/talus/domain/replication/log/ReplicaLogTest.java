package io.talus.domain.replication.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplicaLogTest {
  private static final Membership THREE =
      Membership.ofVoters(MemberId.on(1), MemberId.on(2), MemberId.on(3));
  private static final Membership TWO = Membership.ofVoters(MemberId.on(1), MemberId.on(2));

  /** 1/1..3 2/4..5 4/6. */
  private final ReplicaLog log = log(run(1, 1, 3), run(2, 4, 5), run(4, 6, 6));

  @Test
  void knowsTheEpochOfEachIndex() {
    assertEquals(new LogPosition(2, 4), log.position(4));
    assertEquals(new LogPosition(4, 6), log.last());
    assertTrue(log.contains(new LogPosition(1, 3)));
    assertTrue(log.contains(LogPosition.NONE));
    assertFalse(log.contains(new LogPosition(2, 3)));
    assertFalse(log.contains(new LogPosition(4, 7)));
  }

  @Test
  void findsTheFirstIndexThatDiffers() {
    assertEquals(6, log.firstNew(stretch(at(1, 3), run(2, 4, 5))));
    assertEquals(5, log.firstNew(stretch(at(1, 3), run(2, 4, 4), run(3, 5, 9))));
    assertEquals(7, log.firstNew(stretch(at(2, 5), run(4, 6, 8))));
    assertEquals(7, log.firstNew(Stretch.emptyAfter(at(4, 6))));
  }

  @Test
  void cutsWhatIsWrittenAgain() {
    log.append(stretch(at(2, 4), run(5, 5, 5)));

    assertEquals(at(5, 5), log.last());
    assertEquals(List.of(run(1, 1, 3), run(2, 4, 4), run(5, 5, 5)), log.after(0, 10).runs());
  }

  @Test
  void refusesAGap() {
    assertThrows(IllegalStateException.class, () -> log.append(stretch(at(4, 7), run(4, 8, 8))));
    assertThrows(IllegalArgumentException.class, () -> stretch(at(1, 1), run(1, 3, 3)));
  }

  @Test
  void knowsWhatItHasInCommonWithAnother() {
    assertEquals(Optional.of(at(2, 5)), log.lastCommon(List.of(run(1, 1, 3), run(2, 4, 9))));
    assertEquals(Optional.of(at(1, 2)), log.lastCommon(List.of(run(1, 1, 2), run(3, 3, 9))));
    assertEquals(Optional.of(at(4, 6)), log.lastCommon(List.of(run(4, 6, 6), run(5, 7, 7))));
    assertEquals(Optional.of(LogPosition.NONE), log.lastCommon(List.of(run(5, 1, 9))));
  }

  @Test
  void knowsThatThereMayBeSomethingInCommonThatItDoesNotHold() {
    log.dropThrough(4);

    assertEquals(Optional.of(at(2, 4)), log.lastCommon(List.of(run(1, 1, 3), run(2, 4, 4))));
    assertEquals(
        Optional.of(LogPosition.NONE), log.lastCommon(List.of(run(1, 3, 3), run(3, 4, 4))));
    assertEquals(Optional.empty(), log.lastCommon(List.of(run(5, 7, 8))));
    assertEquals(Optional.empty(), log.lastCommon(List.of()));
  }

  @Test
  void remembersTheEpochsOfWhatIsGone() {
    log.dropThrough(4);

    assertEquals(List.of(run(1, 1, 3), run(2, 4, 5), run(4, 6, 6)), log.history());
    for (long epoch = 5; epoch < 200; epoch++) {
      log.append(Stretch.of(log.last(), epoch, 1));
    }
    log.dropThrough(log.lastIndex());
    assertEquals(32, log.history().size());
    assertEquals(log.lastIndex(), log.history().getLast().last());
  }

  @Test
  void saysWhereAnotherLogMayAgree() {
    assertEquals(at(2, 5), log.lastThatMayAgree(at(3, 9)));
    assertEquals(at(1, 2), log.lastThatMayAgree(at(1, 2)));
    assertEquals(at(1, 3), log.lastThatMayAgree(at(1, 5)));
    assertEquals(LogPosition.NONE, log.lastThatMayAgree(at(0, 0)));
  }

  @Test
  void forgetsWhatIsDropped() {
    log.dropThrough(4);

    assertEquals(at(2, 4), log.start());
    assertTrue(log.contains(at(2, 4)));
    assertFalse(log.contains(at(1, 3)));
    assertEquals(List.of(run(2, 5, 5), run(4, 6, 6)), log.after(4, 10).runs());
  }

  @Test
  void membershipFollowsTheLogAndGoesBackWhenItIsCut() {
    log.append(Stretch.changing(at(4, 6), 4, TWO));
    assertEquals(TWO, log.membership());
    assertEquals(THREE, log.membershipAt(6));

    log.append(stretch(at(2, 5), run(5, 6, 6)));

    assertEquals(THREE, log.membership());
    assertEquals(0, log.lastChangeIndex());
  }

  @Test
  void membershipOutlivesTheEntryThatSaidIt() {
    log.append(Stretch.changing(at(4, 6), 4, TWO));

    log.dropThrough(7);

    assertEquals(TWO, log.membership());
  }

  @Test
  void beginsAnewBehindASnapshot() {
    log.reset(at(7, 20), TWO, List.of(run(6, 10, 15), run(7, 16, 30)));

    assertEquals(at(7, 20), log.last());
    assertEquals(TWO, log.membership());
    log.append(stretch(at(7, 20), run(7, 21, 22)));
    assertEquals(at(7, 22), log.last());
  }

  private static ReplicaLog log(EpochRun... runs) {
    return new ReplicaLog(stretch(LogPosition.NONE, runs), THREE, List.of());
  }

  private static Stretch stretch(LogPosition previous, EpochRun... runs) {
    return new Stretch(previous, List.of(runs), List.of());
  }

  private static EpochRun run(long epoch, long first, long last) {
    return new EpochRun(epoch, first, last);
  }

  private static LogPosition at(long epoch, long index) {
    return new LogPosition(epoch, index);
  }
}
