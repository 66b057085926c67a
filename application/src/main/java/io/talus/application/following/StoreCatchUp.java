package io.talus.application.following;

import io.talus.application.cold.DrainWaits;
import io.talus.application.log.BackgroundWriter;
import io.talus.application.port.EventLoop;
import java.util.function.Consumer;

/**
 * Waits for the store among those who drain keys: the background writer takes one ordinary batch
 * after the other, so held writers go on as each is applied. Nobody waits for units that are set
 * aside.
 */
final class StoreCatchUp implements CatchUp {
  private static final String NO_ROOM = "the store waits for room on the disk";

  private final BackgroundWriter writer;
  private final StoreFollower follower;
  private final DrainWaits drains;
  private final EventLoop loop;

  StoreCatchUp(BackgroundWriter writer, StoreFollower follower, DrainWaits drains, EventLoop loop) {
    this.writer = writer;
    this.follower = follower;
    this.drains = drains;
    this.loop = loop;
  }

  /** Posted, so that what this tick has done so far is in the log. */
  @Override
  public void await(Runnable then, Consumer<String> failed) {
    loop.post(() -> await(writer.logEnd(), then, failed));
  }

  private void await(long end, Runnable then, Consumer<String> failed) {
    if (writer.hasHandled(end)) {
      then.run();
    } else if (follower.isWaitingForRoom()) {
      failed.accept(NO_ROOM);
    } else {
      drains.await(() -> writer.hasHandled(end), () -> await(end, then, failed));
    }
  }
}
