package io.talus.application.view;

import io.talus.application.cold.ColdRead;
import io.talus.application.command.EncodingLimits;
import io.talus.application.command.KeyspaceView;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.Value;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A table as a command sees it that is only tried: it uses no key, drops nothing that has expired,
 * and draws nothing. Where it would, the trial ends.
 */
public final class TrialView implements KeyspaceView {
  private final TableView real;

  public TrialView(TableView real) {
    this.real = real;
  }

  private static ColdRead end() {
    return new ColdRead(List.of());
  }

  @Override
  public long nowMillis() {
    return real.nowMillis();
  }

  @Override
  public RandomGenerator random() {
    throw end();
  }

  @Override
  public @Nullable Value find(Bytes key) {
    return peek(key);
  }

  @Override
  public @Nullable Value peek(Bytes key) {
    Value value = real.stored(key);
    if (value != null && real.isDue(value)) {
      throw end();
    }
    return value;
  }

  @Override
  public boolean isUnseen(Bytes key) {
    return real.isUnseen(key);
  }

  @Override
  public long nextCollectionId(Bytes key) {
    return real.nextCollectionId(key);
  }

  @Override
  public boolean sameSlot(Bytes left, Bytes right) {
    return real.sameSlot(left, right);
  }

  @Override
  public long stringBytesMax() {
    return real.stringBytesMax();
  }

  @Override
  public void reserve(long bytes) {
    real.reserve(bytes);
  }

  @Override
  public EncodingLimits encodingLimits() {
    return real.encodingLimits();
  }

  @Override
  public long size() {
    return real.size();
  }

  @Override
  public long scan(long cursor, int count, TypeVisitor visitor) {
    throw end();
  }

  @Override
  public @Nullable Bytes randomKey() {
    throw end();
  }

  @Override
  public long idleSeconds(Bytes key) {
    return real.idleSeconds(key);
  }

  @Override
  public KeyspaceView table(int table) {
    throw end();
  }

  @Override
  public int tableNumber(Bytes numberOrName) {
    return real.tableNumber(numberOrName);
  }
}
