package io.talus.application.reads;

import io.talus.application.cold.ColdRead;
import io.talus.application.cold.ColdReads;
import io.talus.application.cold.ColdRequest;
import io.talus.application.cold.ColdResult;
import io.talus.application.cold.Findings;
import io.talus.application.cold.PinnedReadAhead;
import io.talus.application.execution.Execution;
import io.talus.application.inplace.ElementReads;
import io.talus.application.inplace.ElementsSize;
import io.talus.application.inplace.RecentElements;
import io.talus.application.inplace.RecentEntries;
import io.talus.application.port.ElementQuery;
import io.talus.application.port.ElementQuery.ByHash;
import io.talus.application.port.ElementQuery.Content;
import io.talus.application.port.ElementQuery.CountBelow;
import io.talus.application.port.ElementQuery.Due;
import io.talus.application.port.ElementQuery.Named;
import io.talus.application.port.ElementQuery.Positions;
import io.talus.application.port.ElementQuery.Ranks;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import io.talus.application.port.ReadTier;
import io.talus.application.port.SlotAddress;
import io.talus.application.port.SlotStore;
import io.talus.application.slot.OwnedSlots;
import io.talus.application.slot.ShardSlot;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads elements of collections in place: small answers at once if the store has them in memory,
 * all else by way of {@link ColdReads}. Belongs to the shard's thread.
 */
public final class InPlaceReads implements ElementReads {
  /**
   * Reading more elements on the loop would hold up others for more than some tens of microseconds.
   */
  private static final int SMALL_ELEMENTS = 256;

  private static final int SMALL_BYTES = 64 * 1024;

  /** Ranks are fetched somewhat wider: they move when others change the collection meanwhile. */
  private static final int MARGIN = 64;

  private static final int CHUNK_BYTES = 4096;

  /** Who reads as much of a string goes on behind it: so much is fetched together. */
  private static final int WALK_BYTES = 1024 * 1024;

  private final SlotStore store;
  private final OwnedSlots slots;
  private final ColdReads coldReads;
  private final PinnedReadAhead readAhead;
  private final Execution execution;
  private final MemoryOdds memoryOdds = new MemoryOdds();
  private final RecentEntries recentEntries = new RecentEntries();
  private final RecentElements recentElements;
  private final Doorkeeper doorkeeper;

  /**
   * Begins with no element known.
   *
   * @param doorkeeper decides which elements become recent ones when there are as many as may be
   */
  public InPlaceReads(
      SlotStore store,
      OwnedSlots slots,
      ColdReads coldReads,
      PinnedReadAhead readAhead,
      Execution execution,
      RecentElements recentElements,
      Doorkeeper doorkeeper) {
    this.store = store;
    this.slots = slots;
    this.coldReads = coldReads;
    this.readAhead = readAhead;
    this.execution = execution;
    this.recentElements = recentElements;
    this.doorkeeper = doorkeeper;
  }

  @Override
  public Elements read(InPlace of, ElementQuery query) {
    Elements answer = at(of, query);
    if (answer == null) {
      throw new ColdRead(List.of(request(of, widened(query))));
    }
    return answer;
  }

  @Override
  public List<Elements> readAll(InPlace of, List<? extends ElementQuery> queries) {
    List<Elements> answers = new ArrayList<>(queries.size());
    List<ColdRequest> missing = new ArrayList<>();
    for (ElementQuery query : queries) {
      Elements answer = at(of, query);
      if (answer == null) {
        missing.add(request(of, widened(query)));
      } else {
        answers.add(answer);
      }
    }
    if (!missing.isEmpty()) {
      throw new ColdRead(missing);
    }
    return answers;
  }

  @Override
  public void requireApplied(InPlace of, long index) {
    ShardSlot slot = slots.at(of.stored().address());
    if (slot.progress().applied() < index) {
      throw new ColdRead(List.of(new ColdRequest.Applied(slot, index)));
    }
  }

  @Override
  public RecentEntries recentEntries() {
    return recentEntries;
  }

  @Override
  public RecentElements recentElements() {
    return recentElements;
  }

  /** Nothing is kept for a command that is only tried: it will run again. */
  @Override
  public boolean isToBeKept(InPlace of, Bytes name) {
    return !readAhead.isTrying()
        && doorkeeper.admits(Long.hashCode(of.stored().id()) ^ name.hashCode());
  }

  @Override
  public long nextDue(SlotAddress address) {
    return store.nextDue(address);
  }

  private ColdRequest.Part request(InPlace of, ElementQuery query) {
    return new ColdRequest.Part(of, slots.at(of.stored().address()).generation(), query);
  }

  /** The answer if it is at hand; null if it has to be fetched. */
  private @Nullable Elements at(InPlace of, ElementQuery query) {
    Elements found = found(of, query);
    if (found != null) {
      return found;
    }
    Elements answer = ask(of, query);
    requireShare(answer);
    if (answer != null) {
      if (readAhead.isTrying()) {
        readAhead.note(request(of, query), answer);
      }
      if (!(query instanceof Content)) {
        // Elements stay until the reply has left; of a string the command copies what it needs.
        execution.fetched(ElementsSize.bytes(answer));
      }
    }
    return answer;
  }

  private @Nullable Elements ask(InPlace of, ElementQuery query) {
    if (execution.isUninterrupted()) {
      return TieredReads.readable(() -> store.read(of.stored(), query, ReadTier.DISK));
    }
    execution.storeAsked();
    boolean isForReaders = query instanceof Named && execution.prefersReaders();
    if (!isSmall(query) || isForReaders || !memoryOdds.isWorthwhile()) {
      return null;
    }
    Elements answer = TieredReads.readable(() -> store.read(of.stored(), query, ReadTier.MEMORY));
    boolean inMemory = !(answer instanceof Elements.NotInMemory);
    memoryOdds.asked(inMemory);
    return inMemory ? answer : null;
  }

  private @Nullable Elements found(InPlace of, ElementQuery query) {
    Findings findings = coldReads.current();
    if (findings == null) {
      return null;
    }
    execution.requireShare(findings.bytes());
    ColdResult result = findings.covering(request(of, query));
    TieredReads.failIfFailed(result);
    if (result instanceof ColdResult.Found(Elements elements)) {
      requireShare(elements);
      return elements;
    }
    return null;
  }

  private void requireShare(@Nullable Elements answer) {
    if (answer instanceof Elements.TooLarge) {
      execution.requireShare(Long.MAX_VALUE);
    }
  }

  private static boolean isSmall(ElementQuery query) {
    return switch (query) {
      case Named _, CountBelow _ -> true;
      case ByHash byHash -> byHash.count() <= SMALL_ELEMENTS;
      case Positions positions -> positions.to() - positions.from() <= SMALL_ELEMENTS;
      case Ranks ranks -> ranks.to() - ranks.from() <= SMALL_ELEMENTS;
      case Content content -> content.to() - content.from() <= SMALL_BYTES;
      case Due _ -> false;
    };
  }

  /**
   * A sorted set's range is off by as much as there are changes, and so wider with more of them.
   */
  private static ElementQuery widened(ElementQuery query) {
    return switch (query) {
      case Ranks(long from, long to) -> {
        long margin = Math.max(MARGIN, (to - from) / 2);
        yield new Ranks(Math.max(0, from - margin), to + margin);
      }
      case Content(long from, long to) -> {
        int step = to - from < SMALL_BYTES ? CHUNK_BYTES : WALK_BYTES;
        yield new Content(from / step * step, Math.ceilDiv(to, step) * step);
      }
      case Named _, ByHash _, CountBelow _, Positions _, Due _ -> query;
    };
  }
}
