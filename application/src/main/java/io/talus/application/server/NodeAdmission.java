package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.connection.Access;
import io.talus.application.connection.Pause;
import io.talus.application.connection.RefusalLog;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import io.talus.application.settings.AccessSettings;
import io.talus.application.settings.Settings;
import io.talus.application.shard.Admission;
import io.talus.application.table.NodeTables;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a node: passwords first, then what is never allowed inside MULTI, then which tables
 * and slots a command may touch. Belongs to the shard's thread.
 */
final class NodeAdmission implements Admission {
  private static final String NOAUTH = "NOAUTH Authentication required.";
  private static final String NOT_AN_OPERATOR =
      "NOPERM this connection has only opened tables; the command needs the node's password";
  private static final String NOT_INSIDE_MULTI = "ERR Command not allowed inside a transaction";

  private final Access access;
  private final RefusalLog refusals;
  private final Pause pause;
  private final SingleSlotRule singleSlot;
  private final OpenTables openTables;
  private boolean singleSlotOnly;

  NodeAdmission(
      Settings settings, NodeTables tables, Access access, RefusalLog refusals, Pause pause) {
    this.access = access;
    this.refusals = refusals;
    this.pause = pause;
    this.singleSlot = new SingleSlotRule(tables);
    this.openTables = new OpenTables(access, tables);
    settings.onChange(
        changed -> singleSlotOnly = changed.get(AccessSettings.CROSS_SLOT).equals("deny"));
  }

  @Override
  public void check(Session session, CommandSpec spec, Arguments args) {
    if (access.hasClosedTables()) {
      checkAccess(session, spec, args);
    }
    if (session.transaction() != null && spec.has(CommandFlag.NO_MULTI)) {
      throw new CommandError(NOT_INSIDE_MULTI);
    }
    if (singleSlotOnly) {
      singleSlot.check(session, spec, args);
    }
  }

  private void checkAccess(Session session, CommandSpec spec, Arguments args) {
    if (spec.has(CommandFlag.NO_AUTH)) {
      return;
    }
    if (!session.isAuthenticated() && !access.needsNoPassword()) {
      throw new CommandError(NOAUTH);
    }
    if (spec.command() instanceof DataCommand || !spec.keys().isEmpty()) {
      access.requireOpen(session, session.table());
      openTables.require(session, spec, args);
    } else if (spec.has(CommandFlag.ADMIN) && !session.isOperator() && !access.needsNoPassword()) {
      refusals.add(RefusalLog.Reason.COMMAND, spec.name(), "", session);
      throw new CommandError(NOT_AN_OPERATOR);
    }
  }

  @Override
  public Waiting.@Nullable Reason hold(Session session, CommandSpec spec) {
    return pause.holds(session, spec) ? Waiting.Reason.PAUSED : null;
  }
}
