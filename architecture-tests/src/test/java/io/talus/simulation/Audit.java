package io.talus.simulation;

import io.talus.application.command.Reply;
import io.talus.commands.differential.Call;
import io.talus.commands.differential.Comparison;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Looks at everything that a node holds. What it reads is compared by the {@link Witness}; here it
 * is only seen to that nothing is left out.
 */
final class Audit {
  private static final int TRIES_MAX = 1000;
  private static final int PAUSE_STEPS = 30;

  private final SimulatedConnection connection;
  private final Witness witness;
  private final Quiet quiet;

  /** Lets the node work until something has come true. */
  interface Quiet {
    void until(BooleanSupplier done, Supplier<String> what);
  }

  Audit(SimulatedConnection connection, Witness witness, Quiet quiet) {
    this.connection = connection;
    this.witness = witness;
    this.quiet = quiet;
  }

  /**
   * Looks at both tables.
   *
   * @param alone whether nobody else has anything to do meanwhile
   */
  void run(boolean alone) {
    for (int table = 0; table < Circumstances.TABLES; table++) {
      ask("SELECT", Integer.toString(table));
      List<Bytes> keys = countKeys();
      keys.forEach(this::read);
      if (alone) {
        requireScanned(Set.copyOf(keys));
      }
    }
    requireWritable();
  }

  /**
   * Looks at all keys and counts them, at one moment: what has expired is not there any more, and
   * what nobody has ever written is not there, either.
   */
  private List<Bytes> countKeys() {
    for (int i = 0; i < TRIES_MAX; i++) {
      ask("MULTI");
      List<Bytes> exists = new ArrayList<>(List.of(Bytes.of("EXISTS"), Bytes.of("none")));
      exists.addAll(witness.keys());
      ask(exists.toArray(Bytes[]::new));
      ask("DBSIZE");
      ask("KEYS", "*");
      Reply reply = ask("EXEC");
      if (reply instanceof Reply.Array array && array.items().size() == 3) {
        List<? extends Reply> items = array.items();
        if (items.stream().noneMatch(SimulatedConnection::isUnreadable)) {
          return Operation.bulks(items.get(2));
        }
      }
      pause();
    }
    throw witness.trace().failure("the keys cannot be read");
  }

  private void read(Bytes key) {
    String type = ask(Bytes.of("TYPE"), key) instanceof Reply.Simple simple ? simple.text() : "";
    ask(Bytes.of("PEXPIRETIME"), key);
    switch (type) {
      case "string" -> ask(Bytes.of("GET"), key);
      case "list" -> ask(Bytes.of("LRANGE"), key, Bytes.of("0"), Bytes.of("-1"));
      case "hash" -> readHash(key);
      case "set" -> ask(Bytes.of("SMEMBERS"), key);
      case "zset" -> {
        ask(words("ZRANGE", key, "0", "-1", "WITHSCORES"));
        ask(words("ZCOUNT", key, "-inf", "(1"));
      }
      default -> {
        // It has expired since.
      }
    }
  }

  private void readHash(Bytes key) {
    ask(words("HLEN", key));
    ask(words("HGETALL", key));
    List<Bytes> fields = Operation.bulks(ask(words("HKEYS", key)));
    if (!fields.isEmpty()) {
      List<Bytes> times = new ArrayList<>(List.of(Bytes.of("HPEXPIRETIME"), key));
      times.addAll(List.of(Bytes.of("FIELDS"), Bytes.of(Integer.toString(fields.size()))));
      times.addAll(fields);
      ask(times.toArray(Bytes[]::new));
    }
  }

  /** A page may be asked for again: the disk has not answered in time. */
  private List<? extends Reply> page(Bytes cursor) {
    for (int i = 0; i < TRIES_MAX; i++) {
      if (ask(words("SCAN", cursor, "COUNT", "2")) instanceof Reply.Array reply) {
        return reply.items();
      }
    }
    throw witness.trace().failure("the keys cannot be scanned");
  }

  /** A scan in small steps finds every key that is there all the time, and no other. */
  private void requireScanned(Set<Bytes> keysBefore) {
    Set<Bytes> found = new HashSet<>();
    Bytes cursor = Bytes.of("0");
    do {
      List<? extends Reply> page = page(cursor);
      cursor = Operation.bulks(page.get(0)).getFirst();
      found.addAll(Operation.bulks(page.get(1)));
    } while (!cursor.equals(Bytes.of("0")));
    Set<Bytes> keysAfter = Set.copyOf(Operation.bulks(ask("KEYS", "*")));
    if (!keysBefore.containsAll(found) || !found.containsAll(keysAfter)) {
      throw witness.trace().failure("SCAN found %s%nof %s%nlater %s", found, keysBefore, keysAfter);
    }
  }

  /** When nothing is wrong with the disk any more, a node goes on writing after a moment. */
  private void requireWritable() {
    for (int i = 0; i < TRIES_MAX; i++) {
      if (ask("SET", "audit", Integer.toString(i)).equals(Reply.OK)) {
        ask("DEL", "audit");
        return;
      }
      pause();
    }
    throw witness.trace().failure("the node does not take writes any more");
  }

  /** Lets the node work for some moments. */
  private void pause() {
    AtomicInteger left = new AtomicInteger(PAUSE_STEPS);
    quiet.until(() -> left.decrementAndGet() <= 0, connection::toString);
  }

  private static Bytes[] words(String command, Bytes key, String... more) {
    List<Bytes> words = new ArrayList<>(List.of(Bytes.of(command), key));
    List.of(more).forEach(word -> words.add(Bytes.of(word)));
    return words.toArray(Bytes[]::new);
  }

  private Reply ask(String... words) {
    return ask(List.of(words).stream().map(Bytes::of).toArray(Bytes[]::new));
  }

  private Reply ask(Bytes... words) {
    connection.deliver(List.of(new Call(List.of(words), Comparison.EXACT)));
    quiet.until(connection::isIdle, connection::toString);
    return connection.lastReply();
  }
}
