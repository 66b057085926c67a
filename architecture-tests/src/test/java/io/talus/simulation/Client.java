package io.talus.simulation;

import io.talus.commands.differential.Call;
import io.talus.commands.differential.CommandGenerator;
import io.talus.commands.differential.CommandGrammar;
import io.talus.commands.differential.Templates;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A client with random commands; it connects again when its connection is gone. */
final class Client {
  private static final int PIPELINE_MAX = 6;
  private static final int CALLS_AHEAD = 20;

  /** What the differential test leaves out because its two sides have clocks of their own. */
  private static final List<String> MORE =
      List.of(
          "exact  PEXPIRE key (1|20|150|900|4000)",
          "exact  PEXPIRE key (1|20|150|900|4000)",
          "exact  SET str value PX (1|20|150|900|4000)",
          "exact  GETEX str PX (1|20|150|900|4000)",
          "exact  HPEXPIRE hash (1|20|150|900|4000) FIELDS 1 field",
          "exact  HEXPIRE hash 2 FIELDS 2 field field",
          "exact  HPERSIST hash FIELDS 1 field",
          "exact  HPTTL hash FIELDS 1 field",
          "exact! SPOP set",
          "exact! SPOP set 2",
          "exact! SELECT (0|1)",
          "exact  MOVE key (0|1)",
          "exact  COPY key key DB (0|1) REPLACE",
          "exact! BLPOP list list (0.05|0.5|2)",
          "exact! BLMOVE list list LEFT RIGHT 1",
          "exact! BZPOPMIN zset zset (0.05|0.5|2)",
          "exact! BZMPOP 0.5 2 zset zset MAX",
          "exact! FLUSHALL");

  private static final List<CommandGrammar> GRAMMARS =
      Stream.concat(Templates.load().stream(), MORE.stream().map(CommandGrammar::parse)).toList();

  private final String name;
  private final SplittableRandom random;
  private final CommandGenerator generator;
  private final Deque<Call> script = new ArrayDeque<>();
  private SimulatedConnection connection;

  Client(String name, SplittableRandom random, NodeProcess node) {
    this.name = name;
    this.random = random;
    this.generator = new CommandGenerator(GRAMMARS, random);
    this.connection = node.connect(name);
  }

  void connect(NodeProcess node) {
    connection = node.connect(name);
  }

  SimulatedConnection connection() {
    return connection;
  }

  /** Sends some commands in one go, unless too many are under way. */
  void play() {
    if (connection.callsUnderWay() > PIPELINE_MAX) {
      return;
    }
    List<Call> calls = new ArrayList<>();
    for (int left = 1 + random.nextInt(PIPELINE_MAX); left > 0; left--) {
      if (script.isEmpty()) {
        script.addAll(generator.calls(CALLS_AHEAD));
      }
      calls.add(script.remove());
    }
    connection.deliver(calls);
  }
}
