package io.talus.application.command;

/** Finds out with which piece a reply is whole that comes in pieces. Of one client. */
public final class PieceCount {
  /** Behind the bytes of a bulk string come those of a line's end. */
  private static final int LINE_END = 2;

  /** Items, or bytes, that are still to come. */
  private long left;

  /** Whether nothing more belongs to the reply of which this is the next piece, or all. */
  public boolean isLast(Reply sent) {
    return switch (sent) {
      case Reply.Opening opening -> begins(opening.items());
      case Reply.Items items -> takes(items.items().size());
      case Reply.BulkOpening opening -> begins(opening.length() + LINE_END);
      case Reply.BulkPart part -> takes(part.bytes().length());
      default -> true;
    };
  }

  private boolean begins(long announced) {
    left = announced;
    return left == 0;
  }

  private boolean takes(long more) {
    left -= more;
    return left <= 0;
  }
}
