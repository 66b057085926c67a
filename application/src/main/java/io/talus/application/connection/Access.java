package io.talus.application.connection;

import io.talus.application.command.CommandError;
import io.talus.application.command.Errors;
import io.talus.application.session.Session;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.Settings;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.PasswordDigest;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.Tables;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What passwords open. {@code requirepass} opens the tables that have no password of their own, and
 * makes an operator; a table's password opens that table. A table has a password by TABLE CREATE or
 * ALTER, by the setting {@code table-password}, or both: then either opens it. A connection keeps
 * what it has opened. Belongs to the shard's thread.
 */
public final class Access {
  private static final String OPERATOR = "default";
  private static final String WRONG =
      "WRONGPASS invalid username-password pair or user is disabled.";
  private static final String NONE_CONFIGURED =
      "ERR AUTH <password> called without any password configured for the default user. Are you"
          + " sure your configuration is correct?";

  private final NodeTables tables;
  private final RefusalLog refusals;
  private final Map<Integer, PasswordDigest> fromSettings = new HashMap<>();

  /** The numbers of the tables that have a password. */
  private final BitSet closed = new BitSet();

  private @Nullable PasswordDigest operator;

  public Access(Settings settings, NodeTables tables, RefusalLog refusals) {
    this.tables = tables;
    this.refusals = refusals;
    settings
        .get(AccessSettings.TABLE_PASSWORDS)
        .forEach(
            (table, password) ->
                fromSettings.put(number(table), PasswordDigest.of(Bytes.of(password))));
    settings.onChange(changed -> take(changed.get(AccessSettings.PASSWORD)));
    close(tables.current());
    tables.onChange(this::close);
  }

  /** A table that does not exist may be a slip of the pen that leaves another one open. */
  private int number(String name) {
    TableDefinition table = tables.current().find(Bytes.of(name));
    if (table == null) {
      throw new IllegalArgumentException(
          "table-password of table '%s': no such table".formatted(name));
    }
    return table.number();
  }

  private void take(String password) {
    operator = password.isEmpty() ? null : PasswordDigest.of(Bytes.of(password));
  }

  private void close(Tables image) {
    closed.clear();
    for (TableDefinition table : image.all()) {
      closed.set(table.number(), table.password() != null || isInSettings(table.number()));
    }
  }

  /** Whether the setting {@code table-password} names the table. */
  public boolean isInSettings(int table) {
    return fromSettings.containsKey(table);
  }

  /** Whether the table has a password. */
  public boolean isClosed(int table) {
    return closed.get(table);
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
    return closed.get(table)
        ? session.openedTables().get(table)
        : session.isOperator() || operator == null;
  }

  /** Refuses a table that the session has not opened. */
  public void requireOpen(Session session, int table) {
    if (isOpen(session, table)) {
      return;
    }
    if (tables.current().find(table) == null) {
      throw Errors.tableDropped(table);
    }
    throw new CommandError(
        "NOPERM this connection has not opened table " + table + " (AUTH <table> <password>)");
  }

  /** Whether tables have passwords, so that it matters which one is selected. */
  public boolean hasClosedTables() {
    return operator != null || !closed.isEmpty();
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
    if (!hasClosedTables()) {
      throw new CommandError(NONE_CONFIGURED);
    }
    PasswordDigest given = PasswordDigest.of(password);
    boolean opened = false;
    if (isOperators(given)) {
      session.becomeOperator();
      opened = true;
    }
    for (TableDefinition table : tables.current().all()) {
      if (isOf(table, given)) {
        open(session, table);
        opened = true;
      }
    }
    if (!opened) {
      throw wrong(session, OPERATOR);
    }
  }

  private boolean isOperators(PasswordDigest given) {
    return operator != null && operator.matches(given);
  }

  private boolean isOf(TableDefinition table, PasswordDigest given) {
    PasswordDigest own = table.password();
    PasswordDigest set = fromSettings.get(table.number());
    return (own != null && own.matches(given)) || (set != null && set.matches(given));
  }

  private static void open(Session session, TableDefinition table) {
    session.authenticated(true);
    session.openedTables().set(table.number());
  }

  /** AUTH with a name, which is a table or {@code default}: a table is selected as well. */
  public void open(Session session, Bytes name, Bytes password) {
    PasswordDigest given = PasswordDigest.of(password);
    if (name.toString().equals(OPERATOR)) {
      openAll(session, given, OPERATOR);
      return;
    }
    TableDefinition table = tables.current().find(name);
    if (table == null) {
      throw wrong(session, name.latin1());
    }
    if (!isClosed(table.number())) {
      openAll(session, given, name.latin1());
    } else if (isOf(table, given)) {
      open(session, table);
    } else {
      throw wrong(session, name.latin1());
    }
    session.select(table.number());
  }

  /** As in Redis, any password is right where none is needed. */
  private void openAll(Session session, PasswordDigest given, String name) {
    if (operator != null && !operator.matches(given)) {
      throw wrong(session, name);
    }
    session.becomeOperator();
  }
}
