package io.talus.application.command.key;

import io.talus.application.command.CommandError;
import io.talus.application.command.FloatingPoint;
import io.talus.domain.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An element to be sorted, with what it is sorted by.
 *
 * @param number the weight, for sorting by numbers
 * @param text the weight, for sorting alphabetically; null comes first
 */
record SortItem(Bytes element, double number, @Nullable Bytes text) {
  static SortItem ofNumber(Bytes element, @Nullable Bytes weight) {
    return new SortItem(element, weight == null ? 0 : number(weight), null);
  }

  static SortItem ofText(Bytes element, @Nullable Bytes weight) {
    return new SortItem(element, 0, weight);
  }

  /** The number as strtod reads it: spaces may stand in front, and nothing at all is a zero. */
  private static double number(Bytes weight) {
    String text = weight.latin1().stripLeading();
    double number = text.isEmpty() ? 0 : FloatingPoint.parse(Bytes.of(text));
    boolean overflow =
        Double.isInfinite(number) && Character.isDigit(text.charAt(text.length() - 1));
    if (Double.isNaN(number) || overflow) {
      throw new CommandError("ERR One or more scores can't be converted into double");
    }
    // Negative zero equals zero.
    return number + 0.0;
  }

  /** Equal numbers are ordered by the elements, so that the result depends on nothing else. */
  static int compareNumbers(SortItem left, SortItem right) {
    int byNumber = Double.compare(left.number, right.number);
    return byNumber != 0 ? byNumber : left.element.compareTo(right.element);
  }

  static int compareTexts(SortItem left, SortItem right) {
    if (left.text == null || right.text == null) {
      return Boolean.compare(left.text != null, right.text != null);
    }
    return left.text.compareTo(right.text);
  }
}
