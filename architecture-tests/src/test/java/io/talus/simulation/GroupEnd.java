package io.talus.simulation;

import io.talus.application.log.FsyncPolicy;
import io.talus.application.log.RollbackFiles;
import io.talus.application.port.SlotRecord;
import io.talus.domain.log.LogPosition;
import io.talus.domain.slot.SlotId;
import io.talus.simulation.GroupUnits.Unit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What has become of writes that were acknowledged, at the end, where leaders are appointed: they
 * are in the log of the leader, or were given up and are in a rollback file, or who gave them up
 * has said that its log did not have them any more.
 */
final class GroupEnd {
  private final GroupSetting setting;
  private final List<Machine> machines;
  private final Function<SlotId, ReplicatedNode> leaders;

  GroupEnd(GroupSetting setting, List<Machine> machines, Function<SlotId, ReplicatedNode> leaders) {
    this.leaders = leaders;
    this.setting = setting;
    this.machines = machines;
  }

  /**
   * How many are not in the log.
   *
   * @param crashes of processes and machines: only with them may anything be gone that was not
   *     synced
   * @throws AssertionError if one is nowhere
   */
  long lost(long crashes) {
    boolean syncs = setting.circumstances().fsync() == FsyncPolicy.ALWAYS;
    boolean mayBeGone = !syncs && crashes > 0;
    Map<SlotId, Set<LogPosition>> kept = kept();
    long lost = 0;
    for (SlotId slot : ReplicatedNode.slots()) {
      ReplicatedNode leader = leaders.apply(slot);
      for (Unit unit : setting.units().lost(slot, leader.last(slot))) {
        lost++;
        boolean isKept =
            unit.isUnkept() || kept.getOrDefault(slot, Set.of()).contains(unit.position());
        if (!isKept && !mayBeGone) {
          throw setting.trace().failure("acknowledged, and nowhere: %s", unit);
        }
      }
    }
    return lost;
  }

  private Map<SlotId, Set<LogPosition>> kept() {
    Map<SlotId, Set<LogPosition>> kept = new HashMap<>();
    for (Machine machine : machines) {
      for (String name : machine.rollback().list()) {
        for (SlotRecord record : RollbackFiles.read(machine.rollback(), name)) {
          SlotId slot = new SlotId(record.address().table(), record.address().slot());
          kept.computeIfAbsent(slot, _ -> new HashSet<>()).add(record.status().position());
        }
      }
    }
    return kept;
  }
}
