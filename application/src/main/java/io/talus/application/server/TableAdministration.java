package io.talus.application.server;

import static io.talus.application.command.CommandFlag.ADMIN;
import static io.talus.application.command.CommandFlag.LOADING;
import static io.talus.application.command.CommandFlag.NOSCRIPT;
import static io.talus.application.command.CommandFlag.NO_MULTI;
import static io.talus.application.command.CommandFlag.STALE;
import static io.talus.application.command.CommandFlag.WRITE;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.command.SecretArguments;
import io.talus.application.connection.Access;
import io.talus.application.connection.Help;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.session.Postponed;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import io.talus.application.settings.Settings;
import io.talus.application.settings.StorageSettings;
import io.talus.application.shard.CommandRunner;
import io.talus.application.shard.Shard;
import io.talus.application.slotmap.ShowDecisions;
import io.talus.application.table.NodeTables;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.table.Consistency;
import io.talus.domain.table.TableDefinition;
import io.talus.domain.table.TablesChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** TABLE: the tables of the node, while it runs. Belongs to the shard's thread. */
final class TableAdministration {
  private static final String GROUP = "server";
  private static final String SINCE = "7.2.0";

  /** CREATE and ALTER: name, then options. */
  private static final int FIRST_OPTION = 3;

  private static final String RECORDED =
      "a single node holds one copy: replicas and consistency take effect when it is in a cluster";

  /** The rest is a CLUSTER DECISIONS away. */
  private static final int DECISIONS_SHOWN = 5;

  private final NodeTables tables;
  private final Settings settings;
  private final Access access;
  private final Shard shard;
  private final CommandRunner runner;
  private final Optional<DecisionHistory> decisions;

  private TableAdministration(
      NodeTables tables,
      Settings settings,
      Access access,
      Shard shard,
      CommandRunner runner,
      Optional<DecisionHistory> decisions) {
    this.tables = tables;
    this.settings = settings;
    this.access = access;
    this.shard = shard;
    this.runner = runner;
    this.decisions = decisions;
  }

  /**
   * The command.
   *
   * @param decisions of the manager; empty for a node that is alone
   */
  static CommandSpec container(
      NodeTables tables,
      Settings settings,
      Access access,
      Shard shard,
      CommandRunner runner,
      Optional<DecisionHistory> decisions) {
    TableAdministration administration =
        new TableAdministration(tables, settings, access, shard, runner, decisions);
    return Help.container("table", SINCE, GROUP, administration.rows());
  }

  private List<CommandSpec> rows() {
    return List.of(
        row("create", -3, this::create)
            .flags(ADMIN, NOSCRIPT, NO_MULTI)
            .hides(SecretArguments.after(TableOptions.PASSWORD, FIRST_OPTION, 1))
            .docs(
                SINCE,
                GROUP,
                "O(1)",
                "Makes a table.",
                "name [SLOTS slots] [REPLICAS replicas] [CONSISTENCY <async | quorum>]"
                    + " [PASSWORD password]"),
        row("alter", -5, this::alter)
            .flags(ADMIN, NOSCRIPT, NO_MULTI)
            .hides(SecretArguments.after(TableOptions.PASSWORD, FIRST_OPTION, 1))
            .docs(
                SINCE,
                GROUP,
                "O(1)",
                "Changes a table; an empty password takes its password away.",
                "table [CONSISTENCY <async | quorum>] [PASSWORD password]"),
        row("drop", 3, this::drop)
            .flags(ADMIN, WRITE, NOSCRIPT, NO_MULTI)
            .docs(
                SINCE,
                GROUP,
                "O(N) where N is the number of slots in use",
                "Removes a table with all its keys, for good.",
                "table"),
        row("list", 2, this::list)
            .flags(ADMIN, NOSCRIPT, LOADING, STALE)
            .docs(SINCE, GROUP, "O(N) where N is the number of tables", "Lists the tables.", ""),
        row("info", 3, this::describe)
            .flags(ADMIN, NOSCRIPT, LOADING, STALE)
            .docs(SINCE, GROUP, "O(1)", "Describes a table.", "table"));
  }

  private static CommandSpec row(String name, int arity, SessionCommand command) {
    return CommandSpec.of("table|" + name, arity, command);
  }

  private Reply create(Arguments args, Session session) {
    TableOptions options = TableOptions.parse(args, FIRST_OPTION, true);
    throw changed(
        new TablesChange.Created(
            args.text(2),
            options.slots().orElse(settings.getInt(StorageSettings.TABLE_SLOTS)),
            options.replicas().orElse(1),
            options.consistency().orElse(Consistency.ASYNC),
            options.password().orElse(null)));
  }

  private Reply alter(Arguments args, Session session) {
    TableDefinition table = table(args.get(2));
    TableOptions options = TableOptions.parse(args, FIRST_OPTION, false);
    throw changed(
        new TablesChange.Altered(
            table.number(),
            options.consistency().orElse(table.consistency()),
            options.givesPassword() ? options.password().orElse(null) : table.password()));
  }

  /** The shard follows, and clears the slots. */
  private Reply drop(Arguments args, Session session) {
    TableDefinition table = table(args.get(2));
    if (access.isInSettings(table.number())) {
      throw new CommandError(
          "ERR table '%s' has a table-password in the configuration: take that out first"
              .formatted(table.name()));
    }
    throw changed(new TablesChange.Dropped(table.number()));
  }

  /** The client waits until the change is durable, and everybody sees it. */
  private Postponed changed(TablesChange change) {
    return new Postponed(session -> tables.change(change, reply -> runner.answer(session, reply)));
  }

  private TableDefinition table(Bytes numberOrName) {
    TableDefinition table = tables.current().find(numberOrName);
    if (table == null) {
      throw new CommandError("ERR there is no such table");
    }
    return table;
  }

  /** A line for each, as CLIENT LIST has them. */
  private Reply list(Arguments args, Session session) {
    List<Bytes> lines = new ArrayList<>();
    for (TableDefinition table : tables.current().all()) {
      lines.add(
          Bytes.of(
              "number=%d name=%s slots=%d replicas=%d consistency=%s password=%s keys=%d"
                  .formatted(
                      table.number(),
                      table.name(),
                      table.slotCount(),
                      table.replicas(),
                      table.consistency().text(),
                      hasPassword(table),
                      shard.keys(table.number()))));
    }
    return new Reply.Bulks(lines);
  }

  private Reply describe(Arguments args, Session session) {
    TableDefinition table = table(args.get(2));
    List<Reply> items =
        new ArrayList<>(
            List.of(
                Reply.bulk("number"),
                Reply.integer(table.number()),
                Reply.bulk("name"),
                Reply.bulk(table.name()),
                Reply.bulk("slots"),
                Reply.integer(table.slotCount()),
                Reply.bulk("replicas"),
                Reply.integer(table.replicas()),
                Reply.bulk("consistency"),
                Reply.bulk(table.consistency().text()),
                Reply.bulk("password"),
                Reply.bulk(hasPassword(table)),
                Reply.bulk("keys"),
                Reply.integer(shard.keys(table.number())),
                Reply.bulk("expires"),
                Reply.integer(shard.expiringKeys(table.number()))));
    if (decisions.isPresent()) {
      items.add(Reply.bulk("decisions"));
      items.add(ShowDecisions.reply(decisions.get().latest(DECISIONS_SHOWN, table.number())));
    } else if (table.replicas() > 1 || table.consistency() == Consistency.QUORUM) {
      items.add(Reply.bulk("note"));
      items.add(Reply.bulk(RECORDED));
    }
    return new Reply.Map(items);
  }

  private String hasPassword(TableDefinition table) {
    return access.isClosed(table.number()) ? "yes" : "no";
  }
}
