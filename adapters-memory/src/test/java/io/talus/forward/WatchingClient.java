package io.talus.forward;

import io.talus.application.command.Reply;

/** Adds one to a key again and again, as clients without INCR do: WATCH, GET, MULTI, SET, EXEC. */
final class WatchingClient {
  private final PipelineClient client;
  private final String key;
  private int sent;
  private int step;
  private long read;
  private int done;
  private int unknown;

  WatchingClient(PipelineClient client, String key) {
    this.client = client;
    this.key = key;
  }

  boolean isIdle() {
    return client.replies().size() == sent && step == 0;
  }

  /** Goes on if the last command is answered. */
  void goOn() {
    if (client.replies().size() < sent) {
      return;
    }
    Reply last = sent == 0 ? Reply.OK : client.reply(sent - 1);
    if (step == 5) {
      count(last);
      step = 0;
    } else if (last instanceof Reply.Error && step > 0) {
      abandon();
    } else {
      send(last);
    }
  }

  private void count(Reply exec) {
    if (exec instanceof Reply.Array) {
      done++;
    } else if (exec instanceof Reply.Error error && error.text().startsWith("UNKNOWN")) {
      unknown++;
    }
  }

  /** What was begun is given up, whether it is MULTI or WATCH. */
  private void abandon() {
    send(step > 3 ? "DISCARD" : "UNWATCH", key);
    step = 0;
  }

  private void send(Reply last) {
    switch (step) {
      case 0 -> send("WATCH", key);
      case 1 -> send("GET", key);
      case 2 -> {
        read = last instanceof Reply.Bulk bulk ? Long.parseLong(bulk.value().latin1()) : 0;
        send("MULTI", key);
      }
      case 3 -> {
        client.send("SET", key, Long.toString(read + 1));
        sent++;
      }
      default -> send("EXEC", key);
    }
    step++;
  }

  private void send(String command, String argument) {
    if (command.equals("WATCH") || command.equals("GET")) {
      client.send(command, argument);
    } else {
      client.send(command);
    }
    sent++;
  }

  int done() {
    return done;
  }

  int unknown() {
    return unknown;
  }
}
