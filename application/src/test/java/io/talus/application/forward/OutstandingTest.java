package io.talus.application.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.talus.application.command.CommandSpec;
import io.talus.application.command.Reply;
import io.talus.application.forward.CallRequest.Mode;
import io.talus.application.forward.Forward.Work;
import io.talus.application.forward.Leaders.Leader;
import io.talus.application.port.ClientChannel;
import io.talus.application.route.Route;
import io.talus.application.session.Session;
import io.talus.domain.bytes.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** The links between commands say what a walk over all of them, in their order, would find. */
final class OutstandingTest {
  private static final int STEPS = 500;
  private static final int COMMANDS_MAX = 20;
  private static final int SLOTS = 4;
  private static final int NODES = 3;
  private static final CommandSpec SPEC = CommandSpec.of("get", 2, null);
  private static final Route.Answer NOBODY =
      new Route.Answer() {
        @Override
        public void accept(Reply reply) {
          throw new AssertionError(reply);
        }

        @Override
        public void onTurn(Runnable task) {
          throw new AssertionError();
        }

        @Override
        public void holdOthers() {
          throw new AssertionError();
        }
      };

  private final ClientForwards client =
      new ClientForwards(new Session(1, Mockito.mock(ClientChannel.class), 0));
  private final List<Forward> model = new ArrayList<>();
  private long calls;

  private Forward forward(int slot, boolean writes) {
    Work work =
        new Work(SPEC, 0, slot, null, Set.<Mode>of(), writes, 0, List.of(List.of(Bytes.of("get"))));
    return new Forward(client, work, NOBODY);
  }

  @Test
  void orderOnASlotIsThatOfTheCommands() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      for (int i = 0; i < STEPS; i++) {
        step(random);
        compare(random, "seed " + seed + ", step " + i);
      }
    }
  }

  private void step(Random random) {
    if (model.isEmpty() || (model.size() < COMMANDS_MAX && random.nextBoolean())) {
      Forward added = forward(random.nextInt(SLOTS), random.nextBoolean());
      client.add(added);
      model.add(added);
      return;
    }
    Forward chosen = model.get(random.nextInt(model.size()));
    switch (random.nextInt(4)) {
      case 0 -> {
        if (chosen.isWaiting()) {
          chosen.id = ++calls;
          chosen.sentTo = new Leader(random.nextInt(NODES), 1);
          client.sent(chosen);
        }
      }
      case 1 -> {
        if (!chosen.isWaiting()) {
          client.backToWaiting(chosen);
        }
      }
      case 2 -> {
        client.overtake(chosen);
        for (Forward each : model.subList(0, model.indexOf(chosen))) {
          assertTrue(each.isOvertaken || !isOnSlotOf(chosen, each));
        }
      }
      default -> {
        client.remove(chosen);
        client.remove(chosen);
        model.remove(chosen);
        assertNull(chosen.next);
        assertNull(chosen.nextOnSlot);
      }
    }
  }

  private static boolean isOnSlotOf(Forward one, Forward other) {
    return one.work.slot() == other.work.slot();
  }

  private void compare(Random random, String when) {
    assertEquals(model, client.outstanding(), when);
    assertEquals(model.size(), client.count(), when);
    assertEquals(model.stream().anyMatch(Forward::isWaiting), client.hasWaiting(), when);
    int slot = random.nextInt(SLOTS);
    int node = random.nextInt(NODES);
    List<Forward> onSlot = model.stream().filter(each -> each.work.slot() == slot).toList();
    assertEquals(!onSlot.isEmpty(), client.isBusyOn(0, slot), when);
    assertFalse(client.isBusyOn(1, slot), when);
    assertEquals(areSentTo(node, onSlot), client.isNextsTurn(0, slot, node), when);
    for (Forward each : onSlot) {
      List<Forward> before = onSlot.subList(0, onSlot.indexOf(each));
      assertEquals(areSentTo(node, before), client.isItsTurn(each, node), when);
      long first =
          before.stream()
              .filter(one -> !one.isWaiting())
              .mapToLong(one -> one.id)
              .reduce(calls + 1, Math::min);
      assertEquals(first, ClientForwards.firstUnanswered(each, calls + 1), when);
    }
  }

  private static boolean areSentTo(int node, List<Forward> forwards) {
    return forwards.stream().allMatch(each -> each.isSentTo(node));
  }
}
