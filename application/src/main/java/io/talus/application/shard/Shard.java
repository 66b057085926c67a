package io.talus.application.shard;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdRequest;
import io.talus.application.command.Arguments;
import io.talus.application.command.Blocked;
import io.talus.application.command.Change;
import io.talus.application.command.Change.Elsewhere;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Flush;
import io.talus.application.command.KeySpec;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.command.Touched;
import io.talus.application.execution.Execution;
import io.talus.application.execution.ShardCounters;
import io.talus.application.following.CatchUp;
import io.talus.application.inplace.RecentElements;
import io.talus.application.session.Watches;
import io.talus.application.session.Watches.WatchedKey;
import io.talus.application.slot.FilterMemory;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.application.view.TableView;
import io.talus.application.view.TableViews;
import io.talus.application.view.TrialView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfKey;
import io.talus.domain.table.Tables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one event loop, and the execution of commands on them: at once, in the order of
 * arrival, on everything executed before. Belongs to the loop's thread.
 */
public final class Shard {
  private final TableViews views;
  private final Execution execution;
  private final Watches watches;
  private final FilterMemory filters;
  private final RecentElements recentElements;
  private final CatchUp catchUp;

  public Shard(
      TableViews views,
      Execution execution,
      Watches watches,
      FilterMemory filters,
      RecentElements recentElements,
      CatchUp catchUp) {
    this.views = views;
    this.execution = execution;
    this.watches = watches;
    this.filters = filters;
    this.recentElements = recentElements;
    this.catchUp = catchUp;
  }

  public Execution execution() {
    return execution;
  }

  public ShardCounters counters() {
    return execution.counters();
  }

  /** For copies of what is acknowledged. */
  public CatchUp catchUp() {
    return catchUp;
  }

  /** What WATCH is about. */
  public Watches watches() {
    return watches;
  }

  /** The table as commands see it. */
  public KeyspaceView view(int table) {
    return views.get(table);
  }

  /** All tables, as they are at the moment. */
  public Tables tables() {
    return views.image();
  }

  /** The numbers of all tables, in order. */
  public List<Integer> tableNumbers() {
    return views.all().stream().map(view -> view.table().number()).sorted().toList();
  }

  /**
   * Takes over what has become of the tables: as a part of the unit in progress, what dropped ones
   * hold goes.
   *
   * @return the numbers of the dropped ones
   */
  public List<Integer> follow(Tables image) {
    List<Integer> dropped = new ArrayList<>();
    for (TableView view : views.follow(image)) {
      int number = view.table().number();
      watches.watchedKeys(number).forEach(key -> watches.changed(number, key));
      clearAll(view.table());
      dropped.add(number);
    }
    return dropped;
  }

  /** Also slots without keys: they may remember keys that were dropped. */
  private void clearAll(Table table) {
    for (int i = 0; i < table.slotCount(); i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot != null && !slot.log().hasReplicas()) {
        clear(slot); // what has replicas goes with them
      }
    }
  }

  private void clear(ShardSlot slot) {
    execution.apply(slot, new ClearSlot(slot.incarnation() + 1));
  }

  /** Clears what a process has left that ended while it dropped a table: a unit of its own. */
  public void clearLeftovers(List<ShardSlot> leftovers) {
    execution.begin();
    leftovers.forEach(this::clear);
    execution.commit();
  }

  /** Bytes of heap that is used to know which keys are on disk without looking. */
  public long filterBytes() {
    return filters.bytes();
  }

  /** What elements take that are kept of collections in place. */
  public long recentElementBytes() {
    return recentElements.bytes();
  }

  /** How many keys the table has. */
  public long keys(int table) {
    return table(table).keys();
  }

  /** How many keys of the table have an expiry. */
  public long expiringKeys(int table) {
    return table(table).expiringKeys();
  }

  /**
   * Makes the keys resident, so that what runs next finds them. Also notices which have expired.
   *
   * <p>If some have to be read from the disk, the run ends, and begins again when all are there.
   */
  public void requireResident(Collection<WatchedKey> keys) {
    Set<ColdRequest> missing = new LinkedHashSet<>();
    for (WatchedKey key : keys) {
      try {
        views.get(key.table()).find(key.key());
      } catch (ColdRead cold) {
        missing.addAll(cold.requests());
      }
    }
    requireNothing(missing);
  }

  /**
   * Makes the numbers of keys exact, so that what runs next finds them so. If the store has to find
   * out first, the run ends, and begins again then.
   */
  public void requireCounted() {
    views.all().forEach(TableView::requireCounted);
  }

  /**
   * What the command lacks that could not go on: of one that names several keys, all that are not
   * in memory, so that they are read side by side.
   */
  List<ColdRequest> missing(ColdRead cold, CommandSpec spec, Arguments args, int table) {
    if (!spec.hasManyKeys()) {
      return cold.requests();
    }
    Set<ColdRequest> missing = new LinkedHashSet<>(cold.requests());
    addMissing(spec, args, table, missing);
    return List.copyOf(missing);
  }

  private void addMissing(
      CommandSpec spec, Arguments args, int table, Collection<ColdRequest> missing) {
    for (KeySpec keys : spec.keys()) {
      keys.forEach(args, i -> addMissing(table, args.get(i), missing));
    }
  }

  private void addMissing(int table, Bytes key, Collection<ColdRequest> missing) {
    try {
      ColdRequest lacking = views.get(table).lacks(key);
      if (lacking != null) {
        missing.add(lacking);
      }
    } catch (ColdRead cold) {
      missing.addAll(cold.requests());
    } catch (CommandError unreadable) {
      // The command meets the same error when it comes to this key, and it is its reply then.
    }
  }

  /**
   * Finds out what a command lacks that is going to run: its keys, and if it is known to be quick
   * also what it reads of them.
   *
   * @return what has to be read from the disk before it can go on
   * @throws ColdRead the same, in the midst of it; without requests, where it would have an effect
   */
  Collection<ColdRequest> trial(CommandSpec spec, DataCommand command, Arguments args, int table) {
    execution.begin();
    if (command.looksAtKeys(args)) {
      Collection<ColdRequest> missing =
          spec.hasManyKeys() ? new LinkedHashSet<>() : new ArrayList<>(1);
      addMissing(spec, args, table, missing);
      if (!missing.isEmpty()) {
        return missing;
      }
    }
    if (spec.has(CommandFlag.FAST)) {
      try {
        command.run(args, new TrialView(views.get(table)));
      } catch (CommandError refused) {
        // It is when it runs that it has a reply.
      }
    }
    return List.of();
  }

  private static void requireNothing(Set<ColdRequest> missing) {
    if (!missing.isEmpty()) {
      throw new ColdRead(List.copyOf(missing));
    }
  }

  /** Visits every slot that was ever used. */
  public void forEachSlot(Consumer<ShardSlot> visitor) {
    for (TableView view : views.all()) {
      Table table = view.table();
      for (int i = 0; i < table.slotCount(); i++) {
        ShardSlot slot = table.usedSlot(i);
        if (slot != null) {
          visitor.accept(slot);
        }
      }
    }
  }

  public Table table(int number) {
    return views.get(number).table();
  }

  /**
   * Runs a command and executes its mutations, as a part of the unit in progress.
   *
   * @return a {@link Reply} or {@link Blocked}
   * @throws io.talus.application.command.CommandError if the reply is an error and nothing was done
   */
  public CommandOutcome run(DataCommand command, Arguments args, int table) {
    return switch (command.run(args, views.get(table))) {
      case Reply reply -> reply;
      case Change change -> apply(change, table);
      case Touched touched -> touch(touched, table);
      case Flush flush -> clear(flush, table);
      case Blocked blocked -> blocked;
    };
  }

  private Reply touch(Touched touched, int table) {
    watches.changed(table, touched.key());
    return touched.reply();
  }

  private Reply apply(Change change, int table) {
    Elsewhere elsewhere = change.elsewhere();
    execution.requireRoom(change.mutations());
    requireReplicas(change.mutations(), table);
    if (elsewhere != null) {
      execution.requireRoom(elsewhere.mutations());
      requireReplicas(elsewhere.mutations(), elsewhere.table());
    }
    apply(change.mutations(), table);
    if (elsewhere != null) {
      apply(elsewhere.mutations(), elsewhere.table());
    }
    return change.reply();
  }

  /** A slot that has lost its replicas takes only so much more; nothing is done yet. */
  private void requireReplicas(List<? extends Mutation> mutations, int number) {
    if (!execution.doSomeSlotsWait()) {
      return;
    }
    Table table = views.get(number).table();
    for (Mutation mutation : mutations) {
      if (mutation instanceof OfKey ofKey && table.slotOf(ofKey.key()).log().takesNoMore()) {
        throw new CommandError(
            "NOREPLICAS Not enough replicas have what was written to slot "
                + table.slotNumber(ofKey.key())
                + " before");
      }
    }
  }

  private void apply(List<? extends Mutation> mutations, int number) {
    Table table = views.get(number).table();
    for (int i = 0; i < mutations.size(); i++) {
      Mutation mutation = mutations.get(i);
      if (mutation instanceof OfKey ofKey) {
        requireSameSlot(table, ofKey);
        execution.apply(table.slotOf(ofKey.key()), ofKey);
      } else {
        throw new IllegalStateException("mutation without a key: " + mutation);
      }
    }
  }

  private static void requireSameSlot(Table table, OfKey mutation) {
    if (mutation instanceof MoveKey move
        && table.slotNumber(move.key()) != table.slotNumber(move.to())) {
      throw new IllegalStateException("move between slots: " + move);
    }
  }

  private Reply clear(Flush flush, int table) {
    boolean all = flush.allTables() && execution.scope() == null;
    List<TableView> cleared = all ? views.all() : List.of(views.get(table));
    cleared.forEach(this::breakWatches);
    cleared.forEach(this::clear);
    return flush.reply();
  }

  private void clear(TableView view) {
    Table table = view.table();
    for (int i = 0; i < table.slotCount(); i++) {
      @Nullable ShardSlot slot = table.usedSlot(i);
      if (slot != null && slot.keys() > 0 && isInScope(i)) {
        clear(slot);
      }
    }
  }

  private boolean isInScope(int slot) {
    BitSet scope = execution.scope();
    return scope == null || scope.get(slot);
  }

  /** A watched key that exists is about to change; one that does not exist stays as it is. */
  private void breakWatches(TableView view) {
    if (watches.isEmpty()) {
      return;
    }
    int table = view.table().number();
    for (Bytes key : watches.watchedKeys(table)) {
      if (isInScope(view.table().slotNumber(key)) && view.find(key) != null) {
        watches.changed(table, key);
      }
    }
  }
}
