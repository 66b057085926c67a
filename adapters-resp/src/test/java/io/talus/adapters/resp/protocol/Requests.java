package io.talus.adapters.resp.protocol;

import io.netty.buffer.Unpooled;
import io.talus.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A decoder with its input, as a connection holds them. */
final class Requests implements RequestLimits {
  /** Small, so that the connection's own array is used, too. */
  private static final int SHARED_BYTES = 256;

  final ReceivedBytes received = new ReceivedBytes(new byte[SHARED_BYTES]);
  final RequestDecoder decoder = new RequestDecoder(received, this);
  long bulkBytesMax = 512 * 1024 * 1024;
  long argumentBytesMax = 512 * 1024 * 1024;
  boolean room = true;
  boolean authenticated = true;

  /** What the decoder makes of these bytes and what came before. */
  List<List<String>> receive(String latin1) {
    return receive(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  List<List<String>> receive(byte[] bytes) {
    List<List<String>> requests = new ArrayList<>();
    var data = Unpooled.wrappedBuffer(bytes);
    LargeArgument large = decoder.large();
    if (large != null) {
      large.fill(data);
    }
    received.receive(data);
    try {
      for (Bytes[] next = decoder.next(); next != null; next = decoder.next()) {
        requests.add(texts(next));
      }
    } finally {
      received.keep();
    }
    return requests;
  }

  private static List<String> texts(Bytes[] request) {
    List<String> texts = new ArrayList<>();
    for (Bytes argument : request) {
      texts.add(argument.latin1());
    }
    return texts;
  }

  @Override
  public long bulkBytesMax() {
    return bulkBytesMax;
  }

  @Override
  public long argumentBytesMax() {
    return argumentBytesMax;
  }

  @Override
  public boolean hasRoomFor(long bytes) {
    return room;
  }

  @Override
  public boolean authenticated() {
    return authenticated;
  }
}
