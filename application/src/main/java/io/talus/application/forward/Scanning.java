package io.talus.application.forward;

import io.talus.application.cold.ScanCursor;
import io.talus.application.command.Reply;
import io.talus.application.forward.Gathering.Asked;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.route.Route;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * One SCAN: the cursor says in which slot to go on; its leader looks through that slot and those
 * behind it that it leads as well. Belongs to the shard's thread.
 */
final class Scanning {
  /** How many runs of slots one SCAN looks through that finds nothing. */
  private static final int EMPTY_RUNS_MAX = 64;

  private final Gathering gathering;
  private final Leaders leaders;
  private final Asked asked;
  private final TableDefinition table;
  private final Route.Answer answer;

  Scanning(
      Gathering gathering,
      Leaders leaders,
      Asked asked,
      TableDefinition table,
      Route.Answer answer) {
    this.gathering = gathering;
    this.leaders = leaders;
    this.asked = asked;
    this.table = table;
    this.answer = answer;
  }

  /** Begins where the command's cursor says. One that makes no sense is refused by who runs it. */
  void begin() {
    long cursor = Decimal.parse(asked.command().get(1)).orElse(ScanCursor.END);
    from(Math.max(ScanCursor.END, cursor), asked.command(), EMPTY_RUNS_MAX);
  }

  void from(long cursor, List<Bytes> command, int runsLeft) {
    int slot = Math.min(ScanCursor.slot(cursor), table.slotCount() - 1);
    BitSet run = runFrom(slot);
    int end = run.length();
    BiConsumer<Long, Reply> next = (at, reply) -> goOn(at, reply, runsLeft);
    Forward forward =
        gathering.ask(
            new Asked(asked.session(), asked.spec(), command),
            table.number(),
            run,
            Gathering.whole(answer, reply -> take(reply, end, next)));
    if (run.cardinality() > 1) {
      forward.onRefusal = () -> from(cursor, command, runsLeft);
    }
  }

  /** The slots from there on that have the same leader. */
  private BitSet runFrom(int slot) {
    BitSet run = Gathering.only(slot);
    Leader leader = leaders.of(table.number(), slot);
    for (int next = slot + 1; leader != null && next < table.slotCount(); next++) {
      Leader his = leaders.of(table.number(), next);
      if (his == null || his.node() != leader.node()) {
        break;
      }
      run.set(next);
    }
    return run;
  }

  private void take(Reply reply, int end, BiConsumer<Long, Reply> next) {
    if (!(reply instanceof Reply.Array array)
        || array.items().size() != 2
        || !(array.items().getFirst() instanceof Reply.Bulk bulk)) {
      answer.accept(reply);
      return;
    }
    long cursor = Decimal.parse(bulk.value()).orElse(ScanCursor.END);
    boolean runOver = cursor == ScanCursor.END || ScanCursor.slot(cursor) >= end;
    next.accept(
        runOver ? ScanCursor.startOf(end, table.slotCount()) : cursor, array.items().get(1));
  }

  private void goOn(long cursor, Reply found, int runsLeft) {
    Bytes at = Bytes.of(Long.toString(cursor));
    if (cursor == ScanCursor.END || runsLeft == 0 || !isEmpty(found)) {
      answer.accept(Reply.array(Reply.bulk(at), found));
      return;
    }
    List<Bytes> command = new ArrayList<>(asked.command());
    command.set(1, at);
    from(cursor, command, runsLeft - 1);
  }

  private static boolean isEmpty(Reply found) {
    return switch (found) {
      case Reply.Bulks bulks -> bulks.items().isEmpty();
      case Reply.Array array -> array.items().isEmpty();
      default -> false;
    };
  }
}
