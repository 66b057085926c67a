package io.talus.application.question;

/** What nodes ask each other. */
public final class Topics {
  /**
   * The manager grants epochs, as {@link SlotLines#epochs}, to the replicas that the node has of
   * these slots. The answer is what has become of those, as {@link SlotLines#reports}.
   */
  public static final String ADOPT = "adopt";

  /**
   * Which slots the node was appointed to lead, and does not: as its process is another one now.
   * The answer are {@link SlotLines#epochs}, those of the appointments.
   */
  public static final String LEADERLESS = "leaderless";

  /**
   * The node is asked to hand slots over that it was elected to lead: {@link SlotLines#epochs}, but
   * each number is that of the node that is to lead. The answer is empty; what comes of it, the
   * metadata tells.
   */
  public static final String HAND_OVER = "hand-over";

  /**
   * How many followers have the logs of slots that the node leads, up to some index, as {@link
   * SlotLines#held}: it answers when as many as named have, or soon. Slots that it does not lead in
   * the named epoch are left out of the answer; index 0 asks for all that there is, and is answered
   * with its index.
   */
  public static final String ACKNOWLEDGED = "acknowledged";

  /**
   * Which of these logs the node has up to there, as a voter or leader: {@link SlotLines#held}. It
   * answers when they are synced, with those.
   */
  public static final String SYNCED = "synced";

  private Topics() {}
}
