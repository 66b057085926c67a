package io.talus.application.shard;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandFlag;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.CommandTable;
import io.talus.application.command.CommandTrait;
import io.talus.application.command.Errors;
import io.talus.application.command.Reply;
import io.talus.application.following.Backlog;
import io.talus.application.gate.Tick;
import io.talus.application.port.Ticket;
import io.talus.application.session.Session;
import io.talus.application.session.Transaction;
import io.talus.application.session.Waiting;
import io.talus.domain.bytes.Bytes;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a command before it runs: it is looked up, its arity and the client's right to it
 * are checked, and between MULTI and EXEC it is queued. The order of the checks is Redis's
 * (processCommand). Belongs to the shard's thread.
 */
public final class Dispatcher {
  /** As Redis: so much of the arguments of an unknown command is shown. */
  private static final int SHOWN_MAX = 128;

  private static final String CROSS_SLOT = "CROSSSLOT ";
  private static final String ABORTED = "EXECABORT Transaction discarded because of: ";

  private final CommandTable commands;
  private final CommandRunner runner;
  private final Tick tick;
  private final Admission admission;
  private final CommandLedger ledger;
  private final Backlog backlog;
  private final Runnable requireRoom;

  public Dispatcher(
      CommandTable commands,
      CommandRunner runner,
      Tick tick,
      Admission admission,
      CommandLedger ledger,
      Backlog backlog,
      Runnable requireRoom) {
    this.commands = commands;
    this.runner = runner;
    this.tick = tick;
    this.admission = admission;
    this.ledger = ledger;
    this.backlog = backlog;
    this.requireRoom = requireRoom;
  }

  void dispatch(Session session, Arguments args) {
    CommandSpec spec = null;
    try {
      spec = specOf(args);
      requireArity(spec, args);
      admission.check(session, spec, args);
      requireRoom(session, spec, args);
      if (isQueued(session, spec)) {
        runner.requireQueueable(session, spec, args);
      }
    } catch (CommandError refused) {
      refuse(session, spec, refused.reply());
      return;
    }
    Transaction transaction = session.transaction();
    if (transaction != null && isQueued(session, spec)) {
      transaction.add(spec, args);
      tick.send(session, Reply.QUEUED, Ticket.NONE);
      return;
    }
    Waiting.@Nullable Reason held = admission.hold(session, spec);
    if (held == null && does(session, spec, CommandFlag.WRITE) && backlog.isFull()) {
      held = Waiting.Reason.BACKLOG;
      backlog.add(session);
    }
    if (held != null) {
      session.waiting(new Waiting(held, spec, args, null, 0));
      return;
    }
    ledger.runs(session, spec);
    runner.run(session, spec, args);
  }

  private static boolean isQueued(Session session, CommandSpec spec) {
    return session.transaction() != null && !spec.has(CommandTrait.RUNS_INSIDE_MULTI);
  }

  /** Goes on with a command that waited for the store to catch up. */
  public void goOn(Session session) {
    Waiting waiting = session.waiting();
    if (waiting == null) {
      return;
    }
    try {
      requireRoom(session, waiting.spec(), waiting.args());
    } catch (CommandError refused) {
      session.waiting(null);
      refuse(session, waiting.spec(), refused.reply());
      runner.goOn(session);
      return;
    }
    runner.again(session);
  }

  /** This node's room is not what a command needs that runs elsewhere. */
  private void requireRoom(Session session, CommandSpec spec, Arguments args) {
    if (does(session, spec, CommandFlag.DENYOOM)) {
      try {
        requireRoom.run();
      } catch (CommandError full) {
        if (runner.runsHere(session, spec, args)) {
          throw full;
        }
      }
    }
  }

  /** EXEC does whatever was queued. */
  private static boolean does(Session session, CommandSpec spec, CommandFlag flag) {
    Transaction transaction = session.transaction();
    return spec.has(flag)
        || (transaction != null && transaction.has(flag) && spec.has(CommandTrait.RUNS_THE_QUEUE));
  }

  private void refuse(Session session, @Nullable CommandSpec spec, Reply.Error error) {
    Reply.Error reply = error;
    Transaction transaction = session.transaction();
    if (transaction != null && spec != null && spec.has(CommandTrait.RUNS_THE_QUEUE)) {
      runner.abandonTransaction(session);
      reply = ofExec(error);
    } else if (transaction != null) {
      transaction.refuse();
    }
    ledger.refused(spec, reply);
    tick.send(session, reply, Ticket.NONE);
  }

  /** What a cluster says about slots stays as it is, as in Redis (clusterRedirectClient). */
  private static Reply.Error ofExec(Reply.Error error) {
    return error.text().startsWith(CROSS_SLOT)
        ? error
        : new Reply.Error(ABORTED + error.text().substring(error.text().indexOf(' ') + 1));
  }

  private CommandSpec specOf(Arguments args) {
    CommandSpec spec = commands.find(args.get(0));
    if (spec == null) {
      throw unknown(args);
    }
    if (spec.isContainer() || (args.count() > 1 && !spec.subcommands().isEmpty())) {
      spec = subcommand(spec, args);
    }
    return spec;
  }

  private static void requireArity(CommandSpec spec, Arguments args) {
    if (!spec.acceptsCount(args.count())) {
      throw Errors.wrongArity(spec.name());
    }
  }

  private CommandSpec subcommand(CommandSpec container, Arguments args) {
    if (args.count() < 2) {
      throw Errors.wrongArity(container.name());
    }
    CommandSpec spec = commands.findSubcommand(container, args.get(1));
    if (spec == null) {
      throw new CommandError(
          "ERR unknown subcommand '%s'. Try %s HELP."
              .formatted(shown(args.get(1)), container.name().toUpperCase(Locale.ROOT)));
    }
    return spec;
  }

  private static CommandError unknown(Arguments args) {
    StringBuilder shown = new StringBuilder();
    for (int i = 1; i < args.count() && shown.length() < SHOWN_MAX; i++) {
      shown.append('\'').append(shown(args.get(i))).append("' ");
    }
    return new CommandError(
        "ERR unknown command '%s', with args beginning with: %s"
            .formatted(shown(args.get(0)), shown));
  }

  private static String shown(Bytes argument) {
    String text =
        argument.length() > SHOWN_MAX ? argument.slice(0, SHOWN_MAX).latin1() : argument.latin1();
    return text.replace('\r', ' ').replace('\n', ' ');
  }
}
