package io.talus.application.walk;

import io.talus.application.command.Arguments;
import io.talus.application.command.Change;
import io.talus.application.command.CommandError;
import io.talus.application.command.CommandOutcome;
import io.talus.application.command.DataCommand;
import io.talus.application.command.Reply;
import io.talus.application.port.SlotStore;
import io.talus.application.port.StoreException;
import io.talus.application.port.StoreSnapshot;
import io.talus.domain.mutation.Mutation;
import io.talus.domain.mutation.Mutation.OfCollection;
import io.talus.domain.value.CollectionHeader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reader's side of one walk. {@link #step} and {@link #close} are called by one reader's thread
 * at a time, {@link #cancel} by any.
 */
public final class Walker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Walker.class);

  /** So many items are counted, or parts made, before it is looked whether anybody waits. */
  private static final int COUNTED = 64 * 1024;

  private static final int PARTS = 4;

  private final SlotStore store;
  private final WalkSite site;
  private final DataCommand command;
  private final Arguments args;
  private @Nullable StoreSnapshot snapshot;
  private @Nullable Supplier<Step> steps;
  private volatile boolean cancelled;

  /** Begins nothing yet. */
  public Walker(SlotStore store, WalkSite site, DataCommand command, Arguments args) {
    this.store = store;
    this.site = site;
    this.command = command;
    this.args = args;
  }

  /** What comes next. Not to be called again after a last one. */
  public Step step() {
    try {
      if (steps == null) {
        steps = begin();
      }
      return steps.get();
    } catch (WalkCancelled _) {
      return new Step.Failed("ERR nobody waits for the command");
    } catch (CommandError refused) {
      return new Step.Failed(refused.reply().text());
    } catch (StoreException unreadable) {
      LOG.error("the store cannot be read", unreadable);
      return new Step.Failed("MISCONF The store cannot be read: " + unreadable.getMessage());
    } catch (RuntimeException | StackOverflowError failed) {
      LOG.error("{} failed on its walk", args.text(0), failed);
      return new Step.Failed("ERR the command failed");
    }
  }

  /** Nobody waits for it any more: a step under way ends soon. */
  public void cancel() {
    cancelled = true;
  }

  @Override
  public void close() {
    if (snapshot != null) {
      snapshot.close();
      snapshot = null;
    }
  }

  private Supplier<Step> begin() {
    StoreSnapshot opened = store.openSnapshot(site.kept());
    snapshot = opened;
    SnapshotReads reads = new SnapshotReads(opened, site.kept(), () -> cancelled);
    SnapshotView view = SnapshotView.of(site, opened, reads);
    Walk walk =
        command instanceof WalkingCommand walking
            ? walking.walk(args, view)
            : new Walk.Done(command.run(args, view));
    return switch (walk) {
      case Walk.Done(Change change) -> finishing(change, view);
      case Walk.Done(CommandOutcome outcome) -> done(outcome);
      case Walk.Listed(Reply.Kind kind, long count, Pull<Reply> items) ->
          sending(ReplyPieces.listed(kind, count, items));
      case Walk.Counted counted -> counting(counted);
      case Construction construction -> building(construction);
    };
  }

  /** The change was made from the snapshot, and is carried out on the keys as they are then. */
  private Supplier<Step> finishing(Change change, SnapshotView view) {
    KeysAsSeen keys = KeysAsSeen.of(change, site.table(), view);
    return () ->
        new Step.Finish(
            live -> {
              if (!keys.areStillSo(live)) {
                throw new WalkOutdated();
              }
              return change;
            });
  }

  private static Supplier<Step> done(CommandOutcome outcome) {
    return outcome instanceof Reply reply && !ReplyPieces.isShort(reply)
        ? sending(ReplyPieces.of(reply))
        : () -> new Step.Finish(view -> outcome);
  }

  /** One piece ahead, so that the last one is known to be it. */
  private static Supplier<Step> sending(Pull<Reply> pieces) {
    return new Supplier<>() {
      private @Nullable Reply ahead = pieces.next();

      @Override
      public Step get() {
        List<Reply> some = new ArrayList<>(1);
        if (ahead != null) {
          some.add(ahead);
        }
        ahead = pieces.next();
        return new Step.Send(some, ahead == null);
      }
    };
  }

  private Supplier<Step> counting(Walk.Counted counted) {
    Pull<Reply> items = counted.items().get();
    return new Supplier<>() {
      private long count;

      @Override
      public Step get() {
        for (int i = 0; i < COUNTED; i++) {
          if (items.next() == null) {
            steps = sending(ReplyPieces.listed(counted.kind(), count, counted.items().get()));
            return new Step.GoOn();
          }
          count++;
        }
        return new Step.GoOn();
      }
    };
  }

  /** What fits into one part is not built, but stored as the command would have done it. */
  private static Supplier<Step> building(Construction construction) {
    return new Supplier<>() {
      private @Nullable OfCollection ahead;
      private @Nullable CollectionHeader last;
      private boolean isBegun;
      private boolean isBuilt;

      @Override
      public Step get() {
        List<OfCollection> some = new ArrayList<>(PARTS);
        if (!isBegun) {
          isBegun = true;
          ahead = construction.parts().next();
        }
        while (ahead != null && some.size() < PARTS) {
          some.add(ahead);
          last = ahead.header();
          ahead = construction.parts().next();
        }
        if (isBuilt && some.isEmpty()) {
          return finish(construction, built(), size());
        }
        if (!isBuilt && ahead == null && some.size() <= 1) {
          return finish(construction, construction.small(some), size());
        }
        isBuilt = true;
        return new Step.Build(construction.table(), some);
      }

      private List<Mutation> built() {
        if (last == null) {
          throw new IllegalStateException("nothing was built");
        }
        return construction.built(last);
      }

      private long size() {
        return last == null ? 0 : last.size();
      }
    };
  }

  private static Step finish(Construction construction, List<Mutation> contents, long size) {
    return new Step.Finish(view -> construction.publication().publish(view, contents, size));
  }

  /** Whether carrying it out makes what was built the key's. */
  public static boolean publishes(CommandOutcome outcome, long id) {
    return outcome instanceof Change change
        && (publishes(change.mutations(), id)
            || (change.elsewhere() != null && publishes(change.elsewhere().mutations(), id)));
  }

  private static boolean publishes(List<? extends Mutation> mutations, long id) {
    return mutations.stream()
        .anyMatch(
            mutation ->
                mutation instanceof Mutation.PublishBuilt publish && publish.header().id() == id);
  }
}
