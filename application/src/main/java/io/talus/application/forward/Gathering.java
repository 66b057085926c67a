package io.talus.application.forward;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Merging;
import io.talus.application.command.OtherTables;
import io.talus.application.command.Reply;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.Forward.Work;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.application.walk.ReplyAssembly;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.TableDefinition;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Commands on whole tables: each node is asked about the slots that it leads, so that each slot is
 * counted once, whoever has copies of it; what writes goes to each slot by itself. Belongs to the
 * shard's thread.
 */
final class Gathering {
  /** How many slots are told to do something at a time. */
  private static final int WRITES_AT_ONCE = 128;

  private static final Set<Mode> NO_MODES = EnumSet.noneOf(Mode.class);

  private final Forwards forwards;
  private final Leaders leaders;
  private final RandomGenerator random;
  private final long replyBytesMax;

  Gathering(Forwards forwards, Leaders leaders, RandomGenerator random, long replyBytesMax) {
    this.forwards = forwards;
    this.leaders = leaders;
    this.random = random;
    this.replyBytesMax = replyBytesMax;
  }

  /** A command as it is to be asked of every part of a table. */
  record Asked(Session session, CommandSpec spec, List<Bytes> command) {}

  /**
   * Sends the command to all that have something of the table, or of all tables.
   *
   * @param all the tables there are
   */
  void take(
      Session session,
      TableDefinition table,
      Collection<TableDefinition> all,
      CommandSpec spec,
      Arguments args,
      Route.Answer answer) {
    Asked asked = new Asked(session, spec, args.slice(0, args.count()));
    answer.holdOthers();
    Merging merging = spec.nature().merging();
    if (spec.has(CommandFlag.WRITE)) {
      boolean reachesAll = spec.nature().otherTables() instanceof OtherTables.All;
      writeAll(asked, reachesAll ? all : List.of(table), answer);
    } else if (merging == Merging.CURSOR) {
      new Scanning(this, leaders, asked, table, answer).begin();
    } else if (merging == Merging.ANY) {
      any(asked, table, slotsOf(table), answer);
    } else {
      new Round(asked, table, answer).begin();
    }
  }

  private static BitSet slotsOf(TableDefinition table) {
    BitSet slots = new BitSet(table.slotCount());
    slots.set(0, table.slotCount());
    return slots;
  }

  /** Asks one part of the table. */
  Forward ask(Asked asked, int table, BitSet scope, Route.Answer answer) {
    Work work =
        new Work(
            asked.spec,
            table,
            scope.nextSetBit(0),
            scope,
            NO_MODES,
            asked.spec.has(CommandFlag.WRITE),
            0,
            List.of(asked.command));
    return forwards.submit(asked.session, work, 0, answer);
  }

  private void writeAll(Asked asked, Collection<TableDefinition> tables, Route.Answer answer) {
    List<SlotId> slots = new ArrayList<>();
    for (TableDefinition table : tables) {
      for (int slot = 0; slot < table.slotCount(); slot++) {
        slots.add(new SlotId(table.number(), slot));
      }
    }
    List<int[]> noPlaces = Collections.nCopies(slots.size(), new int[0]);
    Writes writes =
        new Writes(asked, slots, new PartsOfReply(Merging.SAME, noPlaces, replyBytesMax, answer));
    for (int i = 0; i < WRITES_AT_ONCE; i++) {
      writes.next();
    }
  }

  /** A write to each slot, some at a time. */
  private final class Writes {
    private final Asked asked;
    private final List<SlotId> slots;
    private final PartsOfReply parts;
    private int at;

    Writes(Asked asked, List<SlotId> slots, PartsOfReply parts) {
      this.asked = asked;
      this.slots = slots;
      this.parts = parts;
    }

    void next() {
      if (at < slots.size()) {
        int number = at++;
        SlotId slot = slots.get(number);
        Route.Answer part = parts.part(number);
        ask(
            asked,
            slot.table(),
            only(slot.slot()),
            whole(
                part,
                reply -> {
                  next();
                  part.accept(reply);
                }));
      }
    }
  }

  static BitSet only(int slot) {
    BitSet scope = new BitSet();
    scope.set(slot);
    return scope;
  }

  /** Who leads which of the slots; those of nobody stand alone, and wait until somebody does. */
  private List<BitSet> byLeader(int table, BitSet slots) {
    Map<Integer, BitSet> led = new LinkedHashMap<>();
    List<BitSet> scopes = new ArrayList<>();
    slots.stream()
        .forEach(
            slot -> {
              Leader leader = leaders.of(table, slot);
              if (leader == null) {
                scopes.add(only(slot));
              } else {
                led.computeIfAbsent(leader.node(), node -> new BitSet()).set(slot);
              }
            });
    scopes.addAll(led.values());
    return scopes;
  }

  /** All slots are asked, each once; those that have moved meanwhile are asked where they are. */
  private final class Round {
    private final Asked asked;
    private final TableDefinition table;
    private final Route.Answer answer;
    private final List<Reply> replies = new ArrayList<>();
    private int missing;

    Round(Asked asked, TableDefinition table, Route.Answer answer) {
      this.asked = asked;
      this.table = table;
      this.answer = answer;
    }

    void begin() {
      ask(slotsOf(table));
    }

    private void ask(BitSet slots) {
      List<BitSet> scopes = byLeader(table.number(), slots);
      missing += scopes.size();
      for (BitSet scope : scopes) {
        Forward forward =
            Gathering.this.ask(asked, table.number(), scope, whole(answer, this::take));
        if (scope.cardinality() > 1) {
          forward.onRefusal = () -> askAgain(scope);
        }
      }
    }

    /** Slot by slot, so that one that moves on and on keeps nobody else from being counted. */
    private void askAgain(BitSet slots) {
      missing += slots.cardinality() - 1;
      slots.stream()
          .forEach(
              slot ->
                  Gathering.this.ask(asked, table.number(), only(slot), whole(answer, this::take)));
    }

    private void take(Reply reply) {
      replies.add(reply);
      missing--;
      if (missing == 0) {
        PartsOfReply parts =
            new PartsOfReply(
                asked.spec.nature().merging(),
                replies.stream().map(each -> new int[0]).toList(),
                replyBytesMax,
                answer);
        for (int i = 0; i < replies.size(); i++) {
          parts.part(i).accept(replies.get(i));
        }
      }
    }
  }

  /** Hands on whole replies. */
  static Route.Answer whole(Route.Answer answer, Consumer<Reply> taking) {
    ReplyAssembly assembly = new ReplyAssembly();
    return new Route.Answer() {
      @Override
      public void accept(Reply reply) {
        Reply all = assembly.add(reply);
        if (all != null) {
          taking.accept(all);
        }
      }

      @Override
      public void onTurn(Runnable task) {
        task.run(); // what comes is put together here
      }

      @Override
      public void holdOthers() {
        answer.holdOthers();
      }
    };
  }

  /**
   * Keys are spread evenly over slots, so who leads more of them is asked more often; who has none
   * is not asked again.
   */
  private void any(Asked asked, TableDefinition table, BitSet left, Route.Answer answer) {
    if (left.isEmpty()) {
      answer.accept(Reply.NULL);
      return;
    }
    int drawn = left.stream().skip(random.nextInt(left.cardinality())).findFirst().orElseThrow();
    BitSet scope = scopeOf(table.number(), drawn, left);
    Forward forward =
        ask(
            asked,
            table.number(),
            scope,
            whole(
                answer,
                reply -> {
                  if (reply instanceof Reply.Null) {
                    BitSet others = (BitSet) left.clone();
                    others.andNot(scope);
                    any(asked, table, others, answer);
                  } else {
                    answer.accept(reply);
                  }
                }));
    if (scope.cardinality() > 1) {
      forward.onRefusal = () -> any(asked, table, left, answer);
    }
  }

  private boolean isLedBy(int table, int slot, int node) {
    Leader leader = leaders.of(table, slot);
    return leader != null && leader.node() == node;
  }

  /** Those of the slots that are led by who leads this one. */
  private BitSet scopeOf(int table, int slot, BitSet slots) {
    Leader leader = leaders.of(table, slot);
    if (leader == null) {
      return only(slot);
    }
    BitSet scope = new BitSet();
    slots.stream().filter(each -> isLedBy(table, each, leader.node())).forEach(scope::set);
    return scope;
  }
}
