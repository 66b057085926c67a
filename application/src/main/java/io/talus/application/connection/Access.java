package io.talus.application.connection;

import io.talus.application.command.CommandError;
import io.talus.application.session.Session;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What passwords open. {@code requirepass} opens the tables that have no password of their own, and
 * makes an operator; a table's password opens that table. A connection keeps what it has opened.
 * Belongs to the shard's thread.
 */
public final class Access {
  private static final String OPERATOR = "default";
  private static final String WRONG =
      "WRONGPASS invalid username-password pair or user is disabled.";
  private static final String NONE_CONFIGURED =
      "ERR AUTH <password> called without any password configured for the default user. Are you"
          + " sure your configuration is correct?";

  private final Map<Integer, PasswordDigest> tables = new HashMap<>();
  private final RefusalLog refusals;
  private @Nullable PasswordDigest operator;

  public Access(Settings settings, RefusalLog refusals) {
    this.refusals = refusals;
    int count = settings.getInt(StorageSettings.TABLES);
    settings
        .get(AccessSettings.TABLE_PASSWORDS)
        .forEach(
            (table, password) ->
                tables.put(number(table, count), PasswordDigest.of(Bytes.of(password))));
    settings.onChange(changed -> take(changed.get(AccessSettings.PASSWORD)));
  }

  private static int number(String table, int count) {
    long number = Decimal.parse(Bytes.of(table)).orElse(-1);
    if (number < 0 || number >= count) {
      throw new IllegalArgumentException(
          "table-password of table '%s' (expected: 0..%d)".formatted(table, count - 1));
    }
    return (int) number;
  }

  private void take(String password) {
    operator = password.isEmpty() ? null : PasswordDigest.of(Bytes.of(password));
  }

  /** What a connection may do from the start. */
  public void greet(Session session) {
    if (operator == null) {
      session.becomeOperator();
    }
  }

  /** Whether nobody has to give a password to become an operator. */
  public boolean needsNoPassword() {
    return operator == null;
  }

  /** Whether the session may use the table. */
  public boolean isOpen(Session session, int table) {
    return tables.containsKey(table)
        ? session.openedTables().get(table)
        : session.isOperator() || operator == null;
  }

  /** Refuses a table that the session has not opened. */
  public void requireOpen(Session session, int table) {
    if (!isOpen(session, table)) {
      throw new CommandError(
          "NOPERM this connection has not opened table " + table + " (AUTH <table> <password>)");
    }
  }

  /** Whether tables have passwords, so that it matters which one is selected. */
  public boolean hasClosedTables() {
    return !tables.isEmpty() || operator != null;
  }

  /** The operator's password as ACL LIST shows it; empty if there is none. */
  public Optional<String> operatorDigest() {
    return Optional.ofNullable(operator).map(PasswordDigest::hex);
  }

  private CommandError wrong(Session session, String name) {
    refusals.add(RefusalLog.Reason.AUTH, "AUTH", name, session);
    return new CommandError(WRONG);
  }

  /** AUTH with a password alone: opens whatever it opens. */
  public void open(Session session, Bytes password) {
    if (operator == null && tables.isEmpty()) {
      throw new CommandError(NONE_CONFIGURED);
    }
    PasswordDigest given = PasswordDigest.of(password);
    boolean opened = false;
    if (operator != null && operator.matches(given)) {
      session.becomeOperator();
      opened = true;
    }
    for (Map.Entry<Integer, PasswordDigest> table : tables.entrySet()) {
      if (table.getValue().matches(given)) {
        open(session, table.getKey());
        opened = true;
      }
    }
    if (!opened) {
      throw wrong(session, OPERATOR);
    }
  }

  private static void open(Session session, int table) {
    session.authenticated(true);
    session.openedTables().set(table);
  }

  /** AUTH with a name, which is a table or {@code default}: a table is selected as well. */
  public void open(Session session, Bytes name, Bytes password) {
    PasswordDigest given = PasswordDigest.of(password);
    if (name.toString().equals(OPERATOR)) {
      if (operator != null && !operator.matches(given)) {
        throw wrong(session, OPERATOR);
      }
      session.becomeOperator();
      return;
    }
    long table = Decimal.parse(name).orElse(-1);
    PasswordDigest wanted = table < 0 ? null : tables.get((int) table);
    if (wanted == null || !wanted.matches(given)) {
      throw wrong(session, name.latin1());
    }
    open(session, (int) table);
    session.select((int) table);
  }
}
