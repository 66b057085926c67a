package io.talus.testkit.model;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.mutation.DropReason;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.AbandonBuilt;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.ClearSlot;
import io.talus.domain.mutation.Mutation.DropKey;
import io.talus.domain.mutation.Mutation.MoveKey;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.mutation.Mutation.OverwriteString;
import io.talus.domain.mutation.Mutation.PublishBuilt;
import io.talus.domain.mutation.Mutation.PutString;
import io.talus.domain.mutation.Mutation.SetExpiry;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.testkit.model.ModelValue.Headed;
import io.talus.testkit.model.ModelValue.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes up what valid commands on one slot might do: keys of all types come, change, expire, move
 * and go. Keeps a {@link ModelSlot} of what the slot then holds, so that headers and replaced
 * values are right.
 *
 * <p>There are few keys, fields and members, so that most things happen to what exists already.
 */
public final class RandomMutations {
  private static final int KEYS = 30;
  private static final int COMMANDS_A_UNIT_MAX = 3;
  private static final int EXPIRY_MILLIS_MAX = 1_000_000;

  /** Some are the same, so that an entry of an index comes and goes and comes again. */
  private static final int EXPIRIES_FEW = 3;

  private static final int CLEAR_ONE_IN = 700;
  private static final int BUILD_ONE_IN = 6;

  private final RandomGenerator random;
  private final boolean builds;
  private final RandomElements elements;
  private final ModelSlot slot = new ModelSlot();
  private final Map<Long, Bytes> builtFor = new HashMap<>();
  private List<Mutation> unit = new ArrayList<>();
  private long nextCollectionId = 1;
  private long incarnation = 1;

  public RandomMutations(RandomGenerator random) {
    this(random, false);
  }

  private RandomMutations(RandomGenerator random, boolean builds) {
    this.random = random;
    this.builds = builds;
    elements = new RandomElements(random);
  }

  /** Some collections are built where nobody sees them, and then published or given up. */
  public static RandomMutations withBuilding(RandomGenerator random) {
    return new RandomMutations(random, true);
  }

  /** What the slot holds after the last unit. */
  public ModelSlot slot() {
    return slot;
  }

  /** The slot's incarnation after the last unit. */
  public long incarnation() {
    return incarnation;
  }

  public long nextCollectionId() {
    return nextCollectionId;
  }

  /** A key that may or may not exist. */
  public Bytes anyKey() {
    return Bytes.of("key:" + random.nextInt(KEYS));
  }

  /** What the next unit does; it is in {@link #slot} already. */
  public List<Mutation> next() {
    unit = new ArrayList<>();
    int commands = 1 + random.nextInt(COMMANDS_A_UNIT_MAX);
    for (int i = 0; i < commands; i++) {
      if (builds && random.nextInt(BUILD_ONE_IN) == 0) {
        build(anyKey());
      } else {
        command(anyKey());
      }
    }
    return unit;
  }

  /** Begins to build, goes on with what was begun, publishes it or gives it up. */
  private void build(Bytes key) {
    int choice = random.nextInt(5);
    Optional<Headed> begun = slot.built().values().stream().findAny();
    if (begun.isEmpty() || choice == 0) {
      builtFor.put(nextCollectionId, key);
      grow(Headed.create(elements.header(nextCollectionId++)));
    } else if (choice == 1) {
      add(new AbandonBuilt(begun.get().type(), begun.get().header().id()));
    } else if (choice == 2) {
      grow(begun.get());
    } else {
      publish(begun.get().header());
    }
  }

  private Bytes keyOf(CollectionHeader header) {
    return Objects.requireNonNull(builtFor.get(header.id()));
  }

  private void grow(Headed value) {
    elements
        .grow(keyOf(value.header()), value)
        .forEach(part -> add(new BuildPart((OfCollection) part)));
  }

  private void publish(CollectionHeader header) {
    Bytes key = keyOf(header);
    ModelValue replaced = valueOf(key);
    if (replaced != null) {
      drop(key, replaced, DropReason.OVERWRITTEN);
    }
    add(new PublishBuilt(key, header.withExpireAt(maybeExpiry())));
  }

  private void add(Mutation mutation) {
    unit.add(mutation);
    slot.apply(mutation);
  }

  private @Nullable ModelValue valueOf(Bytes key) {
    return slot.keys().get(key);
  }

  private void command(Bytes key) {
    ModelValue value = valueOf(key);
    if (random.nextInt(CLEAR_ONE_IN) == 0) {
      add(new ClearSlot(++incarnation));
    } else if (value == null) {
      create(key, null);
    } else {
      change(key, value);
    }
  }

  private void change(Bytes key, ModelValue value) {
    int choice = random.nextInt(100);
    if (choice < 6) {
      drop(key, value, random.nextBoolean() ? DropReason.DELETED : DropReason.EXPIRED);
    } else if (choice < 14) {
      create(key, value);
    } else if (choice < 20) {
      move(key, value, anyKey());
    } else if (choice < 32) {
      expire(key, value);
    } else if (value instanceof Headed headed) {
      changeElements(key, headed);
    } else {
      add(new PutString(key, elements.text(), value.expireAt(), value.expireAt()));
    }
  }

  private void drop(Bytes key, ModelValue value, DropReason reason) {
    long id = value instanceof Headed headed ? headed.header().id() : 0;
    add(new DropKey(key, value.type(), id, value.expireAt(), reason));
  }

  /** A new value of any type takes the place of whatever the key holds. */
  private void create(Bytes key, @Nullable ModelValue before) {
    CollectionHeader header = elements.header(nextCollectionId);
    boolean text = random.nextInt(4) == 0;
    if (text && random.nextBoolean()) {
      add(new OverwriteString(key, elements.text(), maybeExpiry()));
      return;
    }
    if (before != null && !(text && before instanceof Text)) {
      drop(key, before, DropReason.OVERWRITTEN);
    }
    if (text) {
      long previous = before instanceof Text replaced ? replaced.expireAt() : Expiry.NEVER;
      add(new PutString(key, elements.text(), maybeExpiry(), previous));
      return;
    }
    nextCollectionId++;
    elements.grow(key, Headed.create(header)).forEach(this::add);
    if (random.nextInt(4) == 0) {
      expire(key, slot.keys().get(key));
    }
  }

  private void move(Bytes key, ModelValue value, Bytes to) {
    if (to.equals(key)) {
      return;
    }
    ModelValue replaced = valueOf(to);
    if (replaced != null) {
      drop(to, replaced, DropReason.OVERWRITTEN);
    }
    if (value instanceof Headed headed) {
      add(new MoveKey(key, to, headed.header()));
    } else {
      drop(key, value, DropReason.DELETED);
      add(new PutString(to, ((Text) value).bytes(), value.expireAt(), Expiry.NEVER));
    }
  }

  private void expire(Bytes key, @Nullable ModelValue value) {
    switch (value) {
      case Text text -> add(new PutString(key, text.bytes(), maybeExpiry(), text.expireAt()));
      case Headed headed -> {
        CollectionHeader header = headed.header().withExpireAt(maybeExpiry());
        add(new SetExpiry(key, header, headed.expireAt()));
      }
      case null -> throw new IllegalStateException("to expire: " + key + " does not exist");
    }
  }

  private void changeElements(Bytes key, Headed value) {
    List<Mutation> changes =
        random.nextInt(5) < 3 ? elements.grow(key, value) : elements.shrink(key, value);
    if (changes.isEmpty()) {
      drop(key, value, DropReason.DELETED);
    } else {
      changes.forEach(this::add);
    }
  }

  private long maybeExpiry() {
    int different = random.nextBoolean() ? EXPIRY_MILLIS_MAX : EXPIRIES_FEW;
    return random.nextInt(3) == 0 ? Expiry.NEVER : 1 + random.nextInt(different);
  }
}
