package io.talus.application.command;

import io.talus.domain.bytes.Bytes;
import io.talus.domain.bytes.Decimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A number of INCRBYFLOAT and HINCRBYFLOAT: {@code mantissa * 2^exponent}. Immutable.
 *
 * <p>Redis computes these in C's {@code long double}, which on x86 has a mantissa of 64 bits, and
 * writes 17 decimals without trailing zeros. Clients compare the digits, so we round where the
 * hardware does: when a text is read and when two numbers are added, to the nearest, ties to even.
 */
public final class HumanFloat {
  public static final HumanFloat ZERO = new HumanFloat(BigInteger.ZERO, 0);

  private static final int MANTISSA_BITS = 64;

  /** All finite numbers are below two to this power. */
  private static final int EXPONENT_MAX = 16_384;

  /** Decimal exponents beyond which a text is too large, or too close to zero, for any mantissa. */
  private static final int DECIMAL_EXPONENT_MAX = 4_933;

  private static final int DECIMAL_EXPONENT_MIN = -4_950;

  private static final int DECIMALS = 17;
  private static final BigInteger DECIMALS_FACTOR = BigInteger.TEN.pow(DECIMALS);

  /** The longest text Redis reads as a number, in bytes. */
  private static final int TEXT_LENGTH_MAX = 5 * 1024 - 1;

  private static final HumanFloat INFINITE = new HumanFloat(BigInteger.ONE, Integer.MAX_VALUE);

  private final BigInteger mantissa;
  private final int exponent;

  private HumanFloat(BigInteger mantissa, int exponent) {
    this.mantissa = mantissa;
    this.exponent = exponent;
  }

  /** The number, which may be infinite; a {@link CommandError} with this text if it is none. */
  public static HumanFloat parse(Bytes text, String error) {
    HumanFloat number = parse(text);
    if (number == null) {
      throw new CommandError(error);
    }
    return number;
  }

  private static @Nullable HumanFloat parse(Bytes text) {
    OptionalLong integer = Decimal.parse(text);
    if (integer.isPresent()) {
      return new HumanFloat(BigInteger.valueOf(integer.getAsLong()), 0);
    }
    if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
      return null;
    }
    try {
      return of(new BigDecimal(text.latin1()));
    } catch (NumberFormatException notDecimal) {
      return ofWordOrHexadecimal(text);
    }
  }

  private static @Nullable HumanFloat ofWordOrHexadecimal(Bytes text) {
    double number = FloatingPoint.parse(text);
    if (Double.isNaN(number)) {
      return null;
    }
    if (Double.isFinite(number)) {
      return of(new BigDecimal(number));
    }
    // "inf" is a number, a finite text that is too large is not.
    return Character.isLetter(text.at(text.length() - 1)) ? INFINITE : null;
  }

  private static @Nullable HumanFloat of(BigDecimal number) {
    if (number.signum() == 0) {
      return ZERO;
    }
    long decimalExponent = (long) number.precision() - number.scale();
    if (decimalExponent > DECIMAL_EXPONENT_MAX || decimalExponent < DECIMAL_EXPONENT_MIN) {
      return null;
    }
    HumanFloat rounded =
        number.scale() <= 0 ? rounded(number.toBigIntegerExact(), 0) : quotient(number);
    return rounded.isFinite() ? rounded : null;
  }

  /** The nearest to a number that has decimals. */
  private static HumanFloat quotient(BigDecimal number) {
    BigInteger dividend = number.unscaledValue();
    BigInteger divisor = BigInteger.TEN.pow(number.scale());
    int shift = Math.max(0, MANTISSA_BITS + 2 + divisor.bitLength() - dividend.bitLength());
    BigInteger[] parts = dividend.shiftLeft(shift).divideAndRemainder(divisor);
    // One more bit stands for the remainder: without it a number just above a tie would be a tie.
    BigInteger sticky = BigInteger.valueOf(parts[1].signum());
    return rounded(parts[0].shiftLeft(1).add(sticky), -shift - 1);
  }

  private static HumanFloat rounded(BigInteger mantissa, int exponent) {
    int excess = mantissa.bitLength() - MANTISSA_BITS;
    HumanFloat number =
        excess <= 0
            ? new HumanFloat(mantissa, exponent)
            : new HumanFloat(shiftRightHalfEven(mantissa, excess), exponent + excess);
    return number.mantissa.bitLength() + number.exponent > EXPONENT_MAX ? INFINITE : number;
  }

  private static BigInteger shiftRightHalfEven(BigInteger number, int bits) {
    BigInteger magnitude = number.abs();
    BigInteger shifted = magnitude.shiftRight(bits);
    boolean half = magnitude.testBit(bits - 1);
    boolean aboveHalf = half && magnitude.getLowestSetBit() < bits - 1;
    if (aboveHalf || (half && shifted.testBit(0))) {
      shifted = shifted.add(BigInteger.ONE);
    }
    return number.signum() < 0 ? shifted.negate() : shifted;
  }

  public boolean isFinite() {
    return exponent != Integer.MAX_VALUE;
  }

  /** The rounded sum; infinite if it is too large or if one of the two is infinite. */
  public HumanFloat plus(HumanFloat other) {
    if (!isFinite() || !other.isFinite()) {
      return INFINITE;
    }
    int common = Math.min(exponent, other.exponent);
    BigInteger sum =
        mantissa
            .shiftLeft(exponent - common)
            .add(other.mantissa.shiftLeft(other.exponent - common));
    return rounded(sum, common);
  }

  /** The digits Redis writes for a finite number. */
  public Bytes toBytes() {
    if (exponent >= 0) {
      return Bytes.of(mantissa.shiftLeft(exponent).toString());
    }
    BigInteger scaled = shiftRightHalfEven(mantissa.multiply(DECIMALS_FACTOR), -exponent);
    return Bytes.of(new BigDecimal(scaled, DECIMALS).stripTrailingZeros().toPlainString());
  }
}
