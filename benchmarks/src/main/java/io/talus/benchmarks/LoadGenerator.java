package io.talus.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends requests over several connections from one thread, as redis-benchmark does, with keys of
 * any distribution.
 *
 * <p>Each connection sends a batch, waits for all of its replies, and sends the next. The latency
 * of a request is that of its batch.
 */
final class LoadGenerator {
  /** As many as redis-benchmark has. */
  static final int CONNECTIONS = 50;

  private static final int SELECT_MILLIS = 100;
  private static final Duration SILENCE_LIMIT = Duration.ofSeconds(60);

  private final List<LoadTarget> targets;
  private final int connections;
  private final RequestTemplate[] templates;
  private final int pipeline;

  private final DurationHistogram latencies = new DurationHistogram();
  private final ByteBuffer received = ByteBuffer.allocateDirect(1 << 18);
  private long toSend;
  private long deadlineNanos;
  private long errors;
  private String error = "";
  private int turn;

  /** Requests made from the templates in turn, {@code pipeline} of them in a batch. */
  LoadGenerator(int port, KeyChooser keys, int pipeline, RequestTemplate... templates) {
    this(List.of(new LoadTarget(port, keys)), CONNECTIONS, pipeline, templates);
  }

  /** The same on so many connections, which are spread evenly over several targets. */
  LoadGenerator(
      List<LoadTarget> targets, int connections, int pipeline, RequestTemplate... templates) {
    this.targets = List.copyOf(targets);
    this.connections = connections;
    this.pipeline = pipeline;
    this.templates = templates.clone();
  }

  /** Sends until so many requests are sent, or so much time is over, and waits for the replies. */
  LoadResult run(long requestsMax, Duration timeMax) throws IOException {
    long start = System.nanoTime();
    toSend = requestsMax;
    deadlineNanos = start + timeMax.toNanos();
    List<Connection> opened = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        opened.add(new Connection(selector, targets.get(i % targets.size())));
      }
      loop(selector, opened);
    } finally {
      for (Connection connection : opened) {
        connection.channel.close();
      }
    }
    return new LoadResult(latencies, System.nanoTime() - start, errors, error);
  }

  private void loop(Selector selector, List<Connection> all) throws IOException {
    int open = 0;
    for (Connection connection : all) {
      open += connection.sendBatch() ? 1 : 0;
    }
    long lastHeard = System.nanoTime();
    while (open > 0) {
      if (selector.select(SELECT_MILLIS) > 0) {
        lastHeard = System.nanoTime();
      } else if (System.nanoTime() - lastHeard > SILENCE_LIMIT.toNanos()) {
        throw new IOException("no reply for " + SILENCE_LIMIT.toSeconds() + " s");
      }
      for (SelectionKey key : selector.selectedKeys()) {
        open -= ((Connection) key.attachment()).advance(key) ? 0 : 1;
      }
      selector.selectedKeys().clear();
    }
  }

  /** A connection with the batch that it waits for. */
  private final class Connection {
    private final KeyChooser keys;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final ReplyScanner scanner = new ReplyScanner();
    private final ByteBuffer out;
    private int awaited;
    private int batch;
    private long sentNanos;

    private Connection(Selector selector, LoadTarget target) throws IOException {
      keys = target.keys();
      int requestBytes = 0;
      for (RequestTemplate template : templates) {
        requestBytes = Math.max(requestBytes, template.bytesMax());
      }
      out = ByteBuffer.allocateDirect(requestBytes * pipeline);
      channel =
          SocketChannel.open(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), target.port()));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** False if there is nothing left to send. */
    private boolean sendBatch() throws IOException {
      sentNanos = System.nanoTime();
      batch = sentNanos < deadlineNanos ? (int) Math.min(pipeline, toSend) : 0;
      toSend -= batch;
      awaited = batch;
      out.clear();
      for (int i = 0; i < batch; i++) {
        templates[turn].append(keys, out);
        turn = turn + 1 == templates.length ? 0 : turn + 1;
      }
      out.flip();
      write();
      return batch > 0;
    }

    /** Goes on as far as the socket allows; false if this connection is done. */
    private boolean advance(SelectionKey ready) throws IOException {
      if (ready.isWritable()) {
        write();
      }
      return !ready.isReadable() || read();
    }

    private boolean read() throws IOException {
      received.clear();
      if (channel.read(received) < 0) {
        throw new IOException("the server closed the connection");
      }
      long errorsBefore = scanner.errors();
      awaited -= scanner.scan(received.flip());
      if (scanner.errors() > errorsBefore) {
        errors += scanner.errors() - errorsBefore;
        error = scanner.error();
      }
      if (awaited > 0) {
        return true;
      }
      latencies.record(System.nanoTime() - sentNanos, batch);
      return sendBatch();
    }

    private void write() throws IOException {
      channel.write(out);
      key.interestOps(
          out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }
}
