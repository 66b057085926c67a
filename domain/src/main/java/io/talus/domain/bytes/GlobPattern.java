package io.talus.domain.bytes;

/**
 * A glob as KEYS, SCAN, PSUBSCRIBE and CONFIG GET take it: {@code *}, {@code ?}, {@code [a-z]},
 * {@code [^x]} and {@code \} before a byte that is meant literally. Immutable; safe to share.
 *
 * <p>It answers what Redis 7.2 answers, oddities included: a class that is not closed ends with the
 * pattern, {@code [a-]} is a range up to {@code ]}, bytes of ranges compare signed, and nothing but
 * the empty pattern matches the empty text.
 *
 * <p>On a mismatch it goes on from the last star only: what an earlier star could take more of, the
 * last one can take as well. So the time is at most the product of both lengths, whatever the
 * pattern.
 */
public final class GlobPattern {
  /** As many stars as Redis follows before it gives an abusive pattern up as not matching. */
  private static final int STARS_MAX = 1000;

  private final byte[] pattern;
  private final boolean ignoreCase;

  private GlobPattern(byte[] pattern, boolean ignoreCase) {
    this.pattern = pattern;
    this.ignoreCase = ignoreCase;
  }

  public static GlobPattern of(Bytes pattern) {
    return new GlobPattern(pattern.array(), false);
  }

  /** A pattern whose ASCII letters match both cases. */
  public static GlobPattern ignoringCase(Bytes pattern) {
    return new GlobPattern(pattern.array(), true);
  }

  /**
   * Whether the pattern is a single star, which commands that list keys take as "all": unlike
   * {@link #matches} that includes the empty key.
   */
  public boolean isStar() {
    return pattern.length == 1 && pattern[0] == '*';
  }

  public boolean matches(Bytes text) {
    byte[] bytes = text.array();
    int at = 0;
    int element = 0;
    int stars = 0;
    int afterStar = -1;
    int resumeAt = 0;
    while (at < bytes.length) {
      if (element < pattern.length && pattern[element] == '*') {
        element = skipStars(element);
        stars++;
        if (element == pattern.length || stars > STARS_MAX) {
          return element == pattern.length;
        }
        afterStar = element;
        resumeAt = at;
      } else if (element < pattern.length && accepts(element, bytes[at])) {
        element = end(element);
        at++;
      } else if (afterStar >= 0) {
        element = afterStar;
        resumeAt++;
        at = resumeAt;
      } else {
        return false;
      }
    }
    return bytes.length == 0 ? pattern.length == 0 : skipStars(element) == pattern.length;
  }

  private int skipStars(int from) {
    int i = from;
    while (i < pattern.length && pattern[i] == '*') {
      i++;
    }
    return i;
  }

  /** Whether the element that begins at {@code element}, which is no star, accepts the byte. */
  private boolean accepts(int element, byte b) {
    return switch (pattern[element]) {
      case '?' -> true;
      case '[' -> classAccepts(element, b);
      case '\\' -> same(pattern[isEscape(element) ? element + 1 : element], b);
      default -> same(pattern[element], b);
    };
  }

  private int end(int element) {
    return switch (pattern[element]) {
      case '[' -> classEnd(element);
      case '\\' -> isEscape(element) ? element + 2 : element + 1;
      default -> element + 1;
    };
  }

  private boolean classAccepts(int open, byte b) {
    boolean negated = isNegated(open);
    boolean found = false;
    int i = negated ? open + 2 : open + 1;
    while (i < pattern.length && pattern[i] != ']') {
      if (isEscape(i)) {
        found |= pattern[i + 1] == b;
      } else if (isRange(i)) {
        found |= inRange(pattern[i], pattern[i + 2], b);
      } else {
        found |= same(pattern[i], b);
      }
      i = nextInClass(i);
    }
    return found != negated;
  }

  private int classEnd(int open) {
    int i = isNegated(open) ? open + 2 : open + 1;
    while (i < pattern.length && pattern[i] != ']') {
      i = nextInClass(i);
    }
    return Math.min(i + 1, pattern.length);
  }

  private int nextInClass(int i) {
    if (isEscape(i)) {
      return i + 2;
    }
    return isRange(i) ? i + 3 : i + 1;
  }

  private boolean isNegated(int open) {
    return open + 1 < pattern.length && pattern[open + 1] == '^';
  }

  private boolean isEscape(int i) {
    return pattern[i] == '\\' && i + 1 < pattern.length;
  }

  private boolean isRange(int i) {
    return i + 2 < pattern.length && pattern[i + 1] == '-';
  }

  private boolean inRange(byte left, byte right, byte b) {
    int from = fold((byte) Math.min(left, right));
    int to = fold((byte) Math.max(left, right));
    int folded = fold(b);
    return from <= folded && folded <= to;
  }

  private boolean same(byte left, byte right) {
    return fold(left) == fold(right);
  }

  private int fold(byte b) {
    return ignoreCase && b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
  }
}
