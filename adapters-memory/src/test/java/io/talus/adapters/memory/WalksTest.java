package io.talus.adapters.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.talus.application.catalog.CommandCatalog;
import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.CommandSpec;
import io.talus.application.command.DataCommand;
import io.talus.application.command.EncodingLimits;
import io.talus.application.command.KeyspaceView;
import io.talus.application.command.Reply;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotRecord;
import io.talus.application.port.SlotStatus;
import io.talus.application.port.StoreBatch;
import io.talus.application.walk.ReplyAssembly;
import io.talus.application.walk.Step;
import io.talus.application.walk.WalkSite;
import io.talus.application.walk.Walker;
import io.talus.application.walk.WalkingCommand;
import io.talus.commands.Shown;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.log.LogPosition;
import io.talus.domain.mutation.FieldChange;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.BuildPart;
import io.talus.domain.mutation.Mutation.PutHashFields;
import io.talus.domain.mutation.Mutation.PutListEntries;
import io.talus.domain.mutation.Mutation.PutScores;
import io.talus.domain.mutation.Mutation.PutSetMembers;
import io.talus.domain.mutation.ScoreChange;
import io.talus.domain.slot.SlotId;
import io.talus.domain.table.Tables;
import io.talus.domain.value.CollectionHeader;
import io.talus.domain.value.Expiry;
import io.talus.domain.value.ValueType;
import io.talus.testkit.model.ModelSlot;
import io.talus.testkit.model.ModelValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a command comes to does not depend on whether it runs or walks. */
final class WalksTest {
  private static final int ELEMENTS = 25_000;
  private static final SlotAddress ADDRESS = new SlotAddress(0, 0, 1);
  private static final SlotId SLOT = new SlotId(0, 0);

  private static final List<Mutation> DATA =
      List.of(
          set("a", 1, i -> "member:" + i),
          set("b", 2, i -> "member:" + (i + ELEMENTS / 2)),
          scores("za", 3, i -> i % 100),
          scores("zb", 4, i -> -i),
          new PutHashFields(
              Bytes.of("h"),
              header(ValueType.HASH, 5),
              each(i -> new FieldChange(text("f", i), text("v", i), due(i), Expiry.NEVER))),
          new PutListEntries(
              Bytes.of("l"), header(ValueType.LIST, 6), 0, each(i -> text("e", i % 12_000))));

  private final MemoryStore store = new MemoryStore();

  /** What a command has left behind. */
  private record Result(List<String> reply, Map<Bytes, Object> keys) {}

  WalksTest() {
    SlotStatus status = new SlotStatus(new LogPosition(1, 1), 1, 6, 0, 50);
    store.apply(StoreBatch.of(1, List.of(new SlotRecord(ADDRESS, status, DATA))));
  }

  /** Some fields have expired. */
  private static long due(int i) {
    return i % 10 == 0 ? 1 + i % 20 : Expiry.NEVER;
  }

  private static Bytes text(String prefix, int number) {
    return Bytes.of(prefix + number);
  }

  private static <E> List<E> each(IntFunction<E> element) {
    return IntStream.range(0, ELEMENTS).mapToObj(element).toList();
  }

  private static CollectionHeader header(ValueType type, long id) {
    return CollectionHeader.create(type, id).withSize(ELEMENTS);
  }

  private static Mutation set(String key, long id, IntFunction<String> member) {
    return new PutSetMembers(
        Bytes.of(key), header(ValueType.SET, id), each(i -> Bytes.of(member.apply(i))));
  }

  private static Mutation scores(String key, long id, IntFunction<Integer> score) {
    return new PutScores(
        Bytes.of(key),
        header(ValueType.SORTED_SET, id),
        each(i -> ScoreChange.added(text("member:", i), score.apply(i))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SMEMBERS a",
        "SINTER a b",
        "SINTER a nothing",
        "SUNION a b",
        "SDIFF a b",
        "SDIFF nothing a",
        "SINTERCARD 2 a b",
        "SINTERCARD 2 a b LIMIT 77",
        "SUNIONSTORE d a b",
        "SINTERSTORE a a b",
        "SDIFFSTORE d a a",
        "ZRANGE za 0 -1",
        "ZRANGE za 5 -5000 WITHSCORES REV",
        "ZRANGEBYSCORE za (10 50 WITHSCORES LIMIT 1 12000",
        "ZREVRANGE zb 0 -1 WITHSCORES",
        "ZUNION 3 za zb b WITHSCORES",
        "ZUNION 2 za zb WEIGHTS 2 -1 AGGREGATE MAX WITHSCORES",
        "ZINTER 3 za zb b WITHSCORES",
        "ZINTER 2 za b WEIGHTS 3 0.5 AGGREGATE MIN WITHSCORES",
        "ZDIFF 2 za b WITHSCORES",
        "ZINTERCARD 2 za b",
        "ZINTERCARD 2 za b LIMIT 5",
        "ZUNIONSTORE za 2 za zb",
        "ZINTERSTORE d 2 za a",
        "ZDIFFSTORE d 2 za zb",
        "ZRANGESTORE d za 100 -100",
        "ZREMRANGEBYRANK za 10 15000",
        "ZREMRANGEBYSCORE zb -20000 0",
        "ZPOPMIN za 12000",
        "ZPOPMAX za 12000",
        "HVALS h",
        "LRANGE l 0 -1",
        "LRANGE l 24990 3",
        "LREM l 0 e7",
        "LREM l -3 e7",
        "LREM l 0 nowhere",
        "LINSERT l AFTER e7 new",
        "LINSERT l AFTER e11999 new",
        "LINSERT l BEFORE nowhere new",
        "COPY a d",
        "COPY l d",
        "COPY za b REPLACE",
        "RENAME l d",
        "RENAME za a",
        "RENAMENX za d",
        "SORT l ALPHA STORE d"
      })
  void itIsTheSame(String command) {
    Arguments args = Arguments.of(command.split(" "));
    DataCommand walking = find(args);

    Result ran = go((ofArgs, view) -> walking.run(ofArgs, view), args);
    Result walked = go(walking, args);

    assertInstanceOf(WalkingCommand.class, walking);
    assertEquals(ran, walked);
  }

  /** The view drops what is due before a command runs; a walk leaves it out. */
  @ParameterizedTest
  @ValueSource(strings = {"HGETALL h", "HKEYS h", "HVALS h"})
  void fieldsThatAreDueAreLeftOut(String command) {
    Arguments args = Arguments.of(command.split(" "));
    int items = command.startsWith("HGETALL") ? 2 : 1;
    long due = IntStream.range(0, ELEMENTS).filter(i -> due(i) <= 5).count();

    Reply reply = reply(go(find(args), args, 5));

    List<?> found =
        switch (reply) {
          case Reply.Map map -> map.items();
          case Reply.Array array -> array.items();
          default -> throw new AssertionError(reply);
        };
    assertEquals(items * (ELEMENTS - due), found.size());
  }

  private static DataCommand find(Arguments args) {
    CommandSpec spec = CommandCatalog.standard().find(args.get(0));
    if (spec == null || !(spec.command() instanceof DataCommand command)) {
      throw new AssertionError("no such command: " + args.text(0));
    }
    return command;
  }

  /** A reply and all mutations. */
  private record Walked(@Nullable Reply reply, List<Mutation> mutations) {}

  private static Reply reply(Walked walked) {
    if (walked.reply == null) {
      throw new AssertionError("no reply");
    }
    return walked.reply;
  }

  private Result go(DataCommand command, Arguments args) {
    Walked walked = go(command, args, 0);
    ModelSlot slot = new ModelSlot();
    DATA.forEach(slot::apply);
    walked.mutations.forEach(slot::apply);
    Map<Bytes, Object> keys = new TreeMap<>();
    slot.keys().forEach((key, value) -> keys.put(key, elements(value)));
    return new Result(shown(args, reply(walked)), keys);
  }

  private static List<String> shown(Arguments args, Reply reply) {
    List<String> words = new ArrayList<>(Arrays.asList(Shown.text(reply).split("[\\[\\] ]")));
    if (args.text(0).startsWith("S")) {
      words.sort(null);
    }
    return words;
  }

  /** Ids and places in the store may be others. */
  private static Object elements(ModelValue value) {
    return switch (value) {
      case ModelValue.Members set -> set.members();
      case ModelValue.Scores set -> set.scores();
      case ModelValue.Fields hash -> hash.fields();
      case ModelValue.Entries list -> List.copyOf(list.entries().values());
      case ModelValue.Chunks string -> string.bytes();
      case ModelValue.Text text -> text;
    };
  }

  private Walked go(DataCommand command, Arguments args, long nowMillis) {
    List<Mutation> mutations = new ArrayList<>();
    ReplyAssembly assembly = new ReplyAssembly();
    Reply whole = null;
    try (Walker walker = new Walker(store, site(nowMillis), command, args)) {
      while (whole == null) {
        switch (walker.step()) {
          case Step.GoOn _ -> {
            // It goes on.
          }
          case Step.Send(List<Reply> pieces, _) -> {
            for (Reply piece : pieces) {
              whole = assembly.add(piece);
            }
          }
          case Step.Build(_, var parts) ->
              parts.forEach(part -> mutations.add(new BuildPart(part)));
          case Step.Finish(Function<KeyspaceView, CommandOutcome> end) ->
              whole = carriedOut(end.apply(view(nowMillis)), mutations);
          case Step.Failed(String message) -> throw new AssertionError(message);
        }
      }
    }
    return new Walked(whole, mutations);
  }

  private static Reply carriedOut(CommandOutcome outcome, List<Mutation> mutations) {
    return switch (outcome) {
      case Reply reply -> reply;
      case Change change -> {
        mutations.addAll(change.mutations());
        yield change.reply();
      }
      default -> throw new AssertionError(outcome);
    };
  }

  /** The keys as they are: nobody has changed anything. */
  private KeyspaceView view(long nowMillis) {
    List<KeyspaceView> views = new ArrayList<>();
    DataCommand look =
        (args, view) -> {
          views.add(view);
          return Reply.OK;
        };
    new Walker(store, site(nowMillis), look, Arguments.of("LOOK")).step();
    return views.getFirst();
  }

  private static WalkSite site(long nowMillis) {
    return new WalkSite(
        0,
        Tables.none().withNumbered(1, 1),
        Map.of(SLOT, ADDRESS),
        Map.of(SLOT, 100L),
        Set.of(ADDRESS),
        nowMillis,
        7,
        1 << 30,
        1 << 30,
        EncodingLimits.DEFAULT);
  }
}
