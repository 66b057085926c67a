package io.talus.application.server;

import io.talus.application.command.Arguments;
import io.talus.application.command.Reply;
import io.talus.application.host.NodeIdentity;
import io.talus.application.session.Session;
import io.talus.application.session.SessionCommand;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** LOLWUT: a slope of loose rock, another one for every client. */
final class Lolwut implements SessionCommand {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 12;
  private static final String ROCKS = "oO.o0@.o";

  @Override
  public Reply run(Arguments args, Session session) {
    RandomGenerator chance = new SplittableRandom(session.id());
    StringBuilder picture = new StringBuilder();
    for (int row = 0; row < HEIGHT; row++) {
      int edge = (row + 1) * WIDTH / HEIGHT;
      for (int column = 0; column < edge; column++) {
        boolean surface = column > edge - 4;
        picture.append(
            surface && chance.nextBoolean() ? ' ' : ROCKS.charAt(chance.nextInt(ROCKS.length())));
      }
      picture.append('\n');
    }
    picture.append("\nTalus, where pikas live. Redis ver. ").append(NodeIdentity.REDIS_VERSION);
    return new Reply.Verbatim(picture.append('\n').toString());
  }
}
