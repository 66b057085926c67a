package io.talus.application.forward;

import io.talus.application.command.Merging;
import io.talus.application.command.Reply;
import io.talus.application.route.Route;
import io.talus.application.walk.ReplyAssembly;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The replies of the parts of one command, until all are there. An error of a part is the command's
 * error; the other parts have been executed all the same. Belongs to the shard's thread.
 */
final class PartsOfReply {
  /** What a listed item takes beside its bytes. */
  private static final int ITEM_BYTES = 48;

  private final Merging merging;
  private final List<int[]> places;
  private final @Nullable Reply[] replies;
  private final long bytesMax;
  private final Route.Answer answer;
  private int missing;

  /**
   * Waits for the replies.
   *
   * @param places for each part, at which of the command's keys it has those it has
   * @param bytesMax what a gathered list may take
   */
  PartsOfReply(Merging merging, List<int[]> places, long bytesMax, Route.Answer answer) {
    this.merging = merging;
    this.places = places;
    this.replies = new Reply[places.size()];
    this.bytesMax = bytesMax;
    this.answer = answer;
    this.missing = places.size();
  }

  /** Takes the reply of a part. */
  Route.Answer part(int number) {
    ReplyAssembly assembly = new ReplyAssembly();
    return new Route.Answer() {
      @Override
      public void accept(Reply reply) {
        Reply whole = assembly.add(reply);
        if (whole != null) {
          put(number, whole);
        }
      }

      @Override
      public void onTurn(Runnable task) {
        task.run(); // the parts are put together here
      }

      @Override
      public void holdOthers() {
        answer.holdOthers();
      }
    };
  }

  private void put(int number, Reply reply) {
    replies[number] = reply;
    missing--;
    if (missing == 0) {
      answer.accept(merged());
    }
  }

  private Reply merged() {
    for (Reply reply : replies) {
      if (reply instanceof Reply.Error error) {
        return error;
      }
    }
    return switch (merging) {
      case SAME, ANY, CURSOR -> reply(0);
      case SUM -> sum();
      case BY_KEY -> byKey();
      case CONCATENATED -> concatenated();
    };
  }

  private Reply reply(int number) {
    Reply reply = replies[number];
    if (reply == null) {
      throw new IllegalStateException("no reply of part " + number);
    }
    return reply;
  }

  private Reply sum() {
    long sum = 0;
    for (int i = 0; i < replies.length; i++) {
      sum += reply(i) instanceof Reply.Int number ? number.value() : 0;
    }
    return Reply.integer(sum);
  }

  private Reply byKey() {
    int keys = places.stream().mapToInt(each -> each.length).sum();
    Reply[] items = new Reply[keys];
    for (int i = 0; i < replies.length; i++) {
      List<? extends Reply> some = items(reply(i));
      int[] at = places.get(i);
      for (int j = 0; j < at.length; j++) {
        items[at[j]] = some.get(j);
      }
    }
    return new Reply.Array(Arrays.asList(items));
  }

  private static List<? extends Reply> items(Reply reply) {
    return switch (reply) {
      case Reply.Array array -> array.items();
      case Reply.Bulks bulks -> bulks.items().stream().map(Reply::bulk).toList();
      default -> throw new IllegalStateException("no list: " + reply);
    };
  }

  private Reply concatenated() {
    List<Bytes> all = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < replies.length; i++) {
      for (Reply item : items(reply(i))) {
        if (item instanceof Reply.Bulk bulk) {
          all.add(bulk.value());
          bytes += ITEM_BYTES + bulk.value().length();
        }
      }
      if (bytes > bytesMax) {
        return Refusals.tooLong(bytesMax);
      }
    }
    return new Reply.Bulks(all);
  }
}
