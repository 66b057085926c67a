package io.talus.application.shard;

import io.talus.application.command.Arguments;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.PieceCount;
import io.talus.application.command.Reply;
import io.talus.application.gate.Tick;
import io.talus.application.route.Route;
import io.talus.application.session.PromisedReply;
import io.talus.application.session.Session;
import io.talus.application.session.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a command that does not run here: it has its place among the replies of its
 * session. Belongs to the shard's thread.
 */
final class PromisedAnswer implements Route.Answer {
  private final Session session;
  private final CommandSpec spec;
  private final Arguments args;
  private final Tick tick;
  private final CommandLedger ledger;
  private final Runnable goOn;
  private final PromisedReply promised;
  private final PieceCount pieces = new PieceCount();

  /** For this answer; null if nobody has to. */
  private @Nullable Waiting waiting;

  /**
   * Takes the next place among the replies.
   *
   * @param goOn runs what the client has sent behind the command, if that had to wait for it
   */
  PromisedAnswer(
      Session session,
      CommandSpec spec,
      Arguments args,
      Tick tick,
      CommandLedger ledger,
      Runnable goOn) {
    this.session = session;
    this.spec = spec;
    this.args = args;
    this.tick = tick;
    this.ledger = ledger;
    this.goOn = goOn;
    this.promised = tick.promise(session);
  }

  @Override
  public void accept(Reply reply) {
    if (reply instanceof Reply.Error error) {
      ledger.refused(spec, error);
    }
    tick.arrived(session, promised, reply);
    Waiting held = waiting;
    if (pieces.isLast(reply) && held != null && held.equals(session.waiting())) {
      session.waiting(null);
      goOn.run();
    }
  }

  @Override
  public void onTurn(Runnable task) {
    tick.onTurn(session, promised, task);
  }

  @Override
  public void holdOthers() {
    waiting = new Waiting(Waiting.Reason.ELSEWHERE, spec, args, null, 0);
    session.waiting(waiting);
  }
}
