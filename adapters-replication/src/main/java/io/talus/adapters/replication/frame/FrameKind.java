package io.talus.adapters.replication.frame;

/** What a frame is; its number stands in the frame. */
public enum FrameKind {
  HELLO(1),
  CHALLENGE(2),
  PROOF(3),
  WELCOME(4),
  /** Nothing else was to be sent for a while. */
  KEEP_ALIVE(5),
  /** A message as a whole. */
  WHOLE(6),
  /** The beginning of a message that takes several frames. */
  BEGIN(7),
  /** More of such a message. */
  MORE(8),
  /** Several messages of one class, each as a whole. */
  SEVERAL(9);

  private static final FrameKind[] ALL = values();

  private final int number;

  FrameKind(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  static FrameKind of(int number) {
    if (number < 1 || number > ALL.length) {
      throw new BrokenStreamException(
          "kind of frame: %d (expected: 1..%d)".formatted(number, ALL.length));
    }
    return ALL[number - 1];
  }
}
