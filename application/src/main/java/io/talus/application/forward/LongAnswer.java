package io.talus.application.forward;

import io.talus.application.command.Reply;
import io.talus.application.forward.AnswerPart.Fragment;
import io.talus.application.log.ByteSource;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** The fragments of a reply that is too long for one message, as they come. */
final class LongAnswer {
  private @Nullable ByteArrayOutputStream fragments;

  /** How much of the answer has come since more was asked for. */
  private int untaken;

  private boolean asking;

  /** Whether the client has got pieces of the reply: then it cannot get another. */
  private boolean begun;

  void add(Fragment fragment) {
    if (fragments == null) {
      fragments = new ByteArrayOutputStream();
    }
    fragments.write(fragment.array(), fragment.from(), fragment.length());
  }

  long bytes() {
    return fragments == null ? 0 : fragments.size();
  }

  /** The reply, all fragments being there. */
  Reply whole() {
    ByteArrayOutputStream all = fragments;
    if (all == null) {
      throw new IllegalStateException("no fragment yet");
    }
    fragments = null;
    byte[] bytes = all.toByteArray();
    ByteSource source = new ByteSource(bytes, 0, bytes.length);
    Reply reply = ReplyCodec.read(source);
    ReplyCodec.requireEnd(source);
    return reply;
  }

  void begin() {
    begun = true;
  }

  boolean isBegun() {
    return begun;
  }

  /** So much has come; whether it is time to see to it that more comes, as nobody does yet. */
  boolean came(int bytes, int askFrom) {
    untaken += bytes;
    boolean asks = !asking && untaken >= askFrom;
    asking |= asks;
    return asks;
  }

  /** The client has taken what came; as much more may come. */
  int taken() {
    int taken = untaken;
    untaken = 0;
    asking = false;
    return taken;
  }

  /** The command runs anew. */
  void clear() {
    fragments = null;
    untaken = 0;
    asking = false;
  }
}
