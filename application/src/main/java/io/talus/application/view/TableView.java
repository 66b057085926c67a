package io.talus.application.view;

import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.ScanCursor;
import io.talus.application.command.CommandError;
import io.talus.application.command.EncodingLimits;
import io.talus.application.command.KeyspaceView;
import io.talus.application.execution.Execution;
import io.talus.application.reads.StoreReads;
import io.talus.application.slot.ShardSlot;
import io.talus.application.slot.Table;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.FieldDrop;
import io.talus.domain.mutation.Mutation.DropHashFields;
import io.talus.domain.mutation.Mutations;
import io.talus.domain.value.DueFields;
import io.talus.domain.value.HashField;
import io.talus.domain.value.HashValue;
import io.talus.domain.value.Scan;
import io.talus.domain.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A table as the running command sees it. What has expired is dropped, and logged so, when somebody
 * looks at it: so replicas, notifications and DBSIZE stay exact.
 */
public final class TableView implements KeyspaceView {
  /** As Redis: a table of nothing but expired keys must not hold RANDOMKEY for ever. */
  private static final int RANDOM_TRIES_MAX = 100;

  /** A follower changes nothing; its leader will have dropped the fields soon. */
  private static final String NOT_FOR_FOLLOWERS =
      "TRYAGAIN Fields of the hash are due, which only the slot's leader drops";

  private final Table table;
  private final Execution execution;
  private final StoreReads store;
  private final ViewSettings settings;
  private final TableViews all;

  public TableView(
      Table table, Execution execution, StoreReads store, ViewSettings settings, TableViews all) {
    this.table = table;
    this.execution = execution;
    this.store = store;
    this.settings = settings;
    this.all = all;
  }

  public Table table() {
    return table;
  }

  @Override
  public long nowMillis() {
    return execution.nowMillis();
  }

  @Override
  public RandomGenerator random() {
    return execution.random();
  }

  @Override
  public @Nullable Value find(Bytes key) {
    Value value = findLive(key);
    execution.lookedUp(value != null);
    return value;
  }

  private @Nullable Value findLive(Bytes key) {
    ShardSlot slot = table.slotOf(key);
    return live(
        slot,
        key,
        execution.isTouching()
            ? slot.resident().find(key, execution.nowSeconds())
            : slot.resident().peek(key));
  }

  @Override
  public @Nullable Value peek(Bytes key) {
    ShardSlot slot = table.slotOf(key);
    return live(slot, key, slot.resident().peek(key));
  }

  /** What the key holds, resident or not, if it has not expired. */
  private @Nullable Value live(ShardSlot slot, Bytes key, @Nullable Value resident) {
    Value value = resident;
    if (value == null) {
      value = findCold(slot, key);
      if (value == null) {
        execution.dependOn(slot, slot.lastDrop());
        return null;
      }
    } else {
      execution.dependOn(slot, slot.resident().lastIndex(value));
    }
    if (value.expireAt() <= execution.nowMillis()) {
      if (settings.isExpiryHeld() || !slot.log().isLed()) {
        return null;
      }
      execution.apply(slot, Mutations.drop(key, value, DropReason.EXPIRED));
      return null;
    }
    if (value instanceof HashValue hash && hash.nextFieldDue() <= execution.nowMillis()) {
      return dropDueFields(slot, key, hash);
    }
    return value;
  }

  /**
   * What the key holds, and nothing else: unlike {@link #peek} it does not observe that a key has
   * expired, for the command may never look at it.
   *
   * @throws ColdRead if the key has to be read from the disk
   */
  @Nullable Value stored(Bytes key) {
    ShardSlot slot = table.slotOf(key);
    Value resident = slot.resident().peek(key);
    return resident == null ? findCold(slot, key) : resident;
  }

  /**
   * What has to be read from the disk before {@link #stored} can answer; null if nothing has.
   *
   * @throws ColdRead if something else has to be waited for
   */
  public @Nullable ColdRequest lacks(Bytes key) {
    ShardSlot slot = table.slotOf(key);
    return slot.resident().peek(key) == null && isElsewhere(slot, key)
        ? store.lacks(slot, key)
        : null;
  }

  /** Whether the value, or a field of it, has expired. */
  boolean isDue(Value value) {
    return value.expireAt() <= execution.nowMillis()
        || (value instanceof HashValue hash && hash.nextFieldDue() <= execution.nowMillis());
  }

  private @Nullable Value findCold(ShardSlot slot, Bytes key) {
    return isElsewhere(slot, key) ? store.find(slot, key) : null;
  }

  /** Whether it is the store that knows of a key that is not resident. */
  private static boolean isElsewhere(ShardSlot slot, Bytes key) {
    return !slot.isComplete() && !slot.resident().isDropped(key);
  }

  @Override
  public boolean isUnseen(Bytes key) {
    ShardSlot slot = table.slotOf(key);
    return !slot.isComplete() // before the key is looked up, which takes longer
        && slot.resident().peek(key) == null
        && isElsewhere(slot, key)
        && slot.evicted().mayContain(key)
        && store.mayOverwriteUnseen(slot);
  }

  private @Nullable Value dropDueFields(ShardSlot slot, Bytes key, HashValue hash) {
    DueFields found = hash.dueFields(execution.nowMillis());
    List<HashField> due = found.fields();
    if (due.isEmpty()) {
      return hash;
    }
    if (!slot.log().isLed()) {
      throw new CommandError(NOT_FOR_FOLLOWERS);
    }
    if (due.size() == hash.size()) {
      execution.apply(slot, Mutations.drop(key, hash, DropReason.EXPIRED));
      return null;
    }
    List<FieldDrop> drops = new ArrayList<>(due.size());
    for (HashField field : due) {
      drops.add(new FieldDrop(field.name(), field.expireAt()));
    }
    execution.apply(
        slot,
        new DropHashFields(
            key, hash.header().withSize(hash.size() - due.size()), drops, DropReason.EXPIRED));
    Value left = slot.resident().peek(key);
    return found.isAll() ? left : live(slot, key, left);
  }

  @Override
  public long nextCollectionId(Bytes key) {
    return table.slotOf(key).nextCollectionId();
  }

  @Override
  public boolean sameSlot(Bytes left, Bytes right) {
    return table.slotNumber(left) == table.slotNumber(right);
  }

  @Override
  public long stringBytesMax() {
    return settings.stringBytesMax();
  }

  @Override
  public void reserve(long bytes) {
    execution.reserve(bytes);
  }

  @Override
  public EncodingLimits encodingLimits() {
    return settings.encodingLimits();
  }

  @Override
  public long size() {
    requireCounted();
    BitSet scope = execution.scope();
    return scope == null ? table.keys() : keysIn(scope);
  }

  private long keysIn(BitSet scope) {
    long sum = 0;
    for (int i = scope.nextSetBit(0);
        i >= 0 && i < table.slotCount();
        i = scope.nextSetBit(i + 1)) {
      ShardSlot slot = table.usedSlot(i);
      sum += slot == null ? 0 : slot.keys();
    }
    return sum;
  }

  public void requireCounted() {
    store.requireCounted(table);
  }

  @Override
  public long scan(long cursor, int count, TypeVisitor visitor) {
    BitSet scope = execution.scope();
    ScanCounter counter =
        new ScanCounter(scope == null ? visitor : within(scope, visitor), execution.nowMillis());
    long at = cursor;
    do {
      int number = ScanCursor.slot(at);
      if (scope != null && !scope.get(number)) {
        number = scope.nextSetBit(number);
        at = number < 0 ? ScanCursor.END : ScanCursor.startOf(number, table.slotCount());
      }
      if (number < 0 || number >= table.slotCount()) {
        return ScanCursor.END;
      }
      ShardSlot slot = table.usedSlot(number);
      if (slot == null || slot.keys() == 0) {
        at = ScanCursor.startOf(number + 1, table.slotCount());
      } else if (slot.isComplete()) {
        long next = slot.resident().scan(ScanCursor.hash(at), count - counter.seen(), counter);
        at =
            next == Scan.END
                ? ScanCursor.startOf(number + 1, table.slotCount())
                : ScanCursor.of(number, next);
      } else {
        at = store.scan(table, at, count - counter.seen(), execution.nowMillis(), counter);
      }
    } while (at != ScanCursor.END && counter.seen() < count);
    return at;
  }

  /** A page of the store may reach into slots that others speak for. */
  private TypeVisitor within(BitSet scope, TypeVisitor visitor) {
    return (key, type) -> {
      if (scope.get(table.slotNumber(key))) {
        visitor.visit(key, type);
      }
    };
  }

  @Override
  public @Nullable Bytes randomKey() {
    for (int tries = 0; tries < RANDOM_TRIES_MAX; tries++) {
      ShardSlot slot = randomSlot();
      if (slot == null) {
        return null;
      }
      Bytes key =
          slot.isComplete()
              ? slot.resident().randomKey(random())
              : store.randomKey(table, slot, random().nextInt(), nowMillis());
      if (key != null && find(key) != null) {
        return key;
      }
    }
    return null;
  }

  /** A slot drawn with the number of its keys as weight. */
  private @Nullable ShardSlot randomSlot() {
    BitSet scope = execution.scope();
    long keys = scope == null ? table.keys() : keysIn(scope);
    if (keys == 0) {
      return null;
    }
    long left = random().nextLong(keys);
    for (int i = 0; i < table.slotCount(); i++) {
      ShardSlot slot = table.usedSlot(i);
      if (slot != null && (scope == null || scope.get(i))) {
        left -= slot.keys();
        if (left < 0) {
          return slot;
        }
      }
    }
    return null;
  }

  @Override
  public long idleSeconds(Bytes key) {
    int lastUsed = table.slotOf(key).resident().lastUsedSeconds(key);
    return lastUsed < 0 ? 0 : Math.max(0, execution.nowSeconds() - lastUsed);
  }

  @Override
  public KeyspaceView table(int number) {
    return all.get(number);
  }

  @Override
  public int tableNumber(Bytes numberOrName) {
    return all.number(numberOrName);
  }
}
