package io.talus.application.slotmap;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.decision.Decision;
import io.talus.application.decision.DecisionHistory;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import java.util.List;

/** CLUSTER DECISIONS: what the manager has decided lately, the newest first. Talus's own. */
public final class ShowDecisions implements SessionCommand {
  private static final long SHOWN_BY_DEFAULT = 10;
  private static final long ALL = -1;

  private final DecisionHistory history;

  ShowDecisions(DecisionHistory history) {
    this.history = history;
  }

  @Override
  public Reply run(Arguments args, Session session) {
    long count =
        args.count() > 2
            ? args.integer(
                2, ALL, Long.MAX_VALUE, "ERR count should be greater than or equal to -1")
            : SHOWN_BY_DEFAULT;
    return reply(history.latest(count == ALL ? Long.MAX_VALUE : count));
  }

  /** Decisions as an array of maps. */
  public static Reply reply(List<Decision> decisions) {
    return new Reply.Array(decisions.stream().map(ShowDecisions::item).toList());
  }

  private static Reply item(Decision decision) {
    List<Reply> tables =
        decision.tables().stream().sorted().map(table -> Reply.integer(table)).toList();
    return Reply.map(
        Reply.bulk("number"),
        Reply.integer(decision.number()),
        Reply.bulk("time"),
        Reply.integer(decision.millis()),
        Reply.bulk("manager"),
        Reply.bulk(decision.manager()),
        Reply.bulk("tables"),
        new Reply.Array(tables),
        Reply.bulk("decision"),
        Reply.bulk(decision.text()));
  }
}
