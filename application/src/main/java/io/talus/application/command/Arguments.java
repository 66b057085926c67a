package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a client sent: index 0 is the command's name (1 the subcommand's, for a container). The
 * arity was checked before a command sees it.
 */
public final class Arguments {
  /** What an argument takes beside its bytes: object, array header, reference. */
  private static final int ITEM_BYTES = 40;

  private final Bytes[] items;

  public Arguments(Bytes... items) {
    this.items = items;
  }

  public static Arguments of(String... items) {
    return new Arguments(Arrays.stream(items).map(Bytes::of).toArray(Bytes[]::new));
  }

  public int count() {
    return items.length;
  }

  /** What all of them take of the heap, roughly. */
  public long bytes() {
    long sum = (long) items.length * ITEM_BYTES;
    for (Bytes item : items) {
      sum += item.length();
    }
    return sum;
  }

  public Bytes get(int index) {
    return items[index];
  }

  /**
   * The arguments from {@code from} (inclusive) to {@code to} (exclusive), as an unmodifiable list.
   */
  public List<Bytes> slice(int from, int to) {
    List<Bytes> all = List.of(items);
    return from == 0 && to == items.length ? all : all.subList(from, to);
  }

  /** Every {@code step}-th argument from {@code first} on. */
  public List<Bytes> every(int step, int first) {
    List<Bytes> chosen = new ArrayList<>((count() - first + step - 1) / step);
    for (int i = first; i < count(); i += step) {
      chosen.add(get(i));
    }
    return chosen;
  }

  /** Whether the argument is this keyword, which must be given in upper case. */
  public boolean is(int index, String keyword) {
    return items[index].equalsIgnoreCase(keyword);
  }

  /** Whether there is an argument after this one: for options that take a value. */
  public boolean hasNext(int index) {
    return index + 1 < items.length;
  }

  /** The argument as latin-1 text. */
  public String text(int index) {
    return items[index].latin1();
  }

  /** A signed 64-bit integer; {@link Errors#NOT_AN_INTEGER} otherwise. */
  public long integer(int index) {
    return integer(index, Errors.NOT_AN_INTEGER);
  }

  public long integer(int index, String error) {
    OptionalLong parsed = Decimal.parse(items[index]);
    if (parsed.isEmpty()) {
      throw new CommandError(error);
    }
    return parsed.getAsLong();
  }

  /** An integer from {@code min} to {@code max}; {@code error} for anything else. */
  public long integer(int index, long min, long max, String error) {
    long value = integer(index, error);
    if (value < min || value > max) {
      throw new CommandError(error);
    }
    return value;
  }

  /** A finite or infinite number as Redis reads doubles; {@link Errors#NOT_A_FLOAT} otherwise. */
  public double floating(int index) {
    return floating(index, Errors.NOT_A_FLOAT);
  }

  public double floating(int index, String error) {
    double value = FloatingPoint.parse(items[index]);
    if (Double.isNaN(value)) {
      throw new CommandError(error);
    }
    return value;
  }
}
