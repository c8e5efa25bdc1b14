package io.lambdagrid.view.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lambdagrid.view.Generated;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class FractionTest {
    private static final MathContext DIGITS = new MathContext(900);

    @Test
    void the_double_is_the_one_nearest_to_the_quotient() {
        Generated.forAll(300, random -> {
            BigInteger numerator = natural(random);
            BigInteger denominator = natural(random);
            double expected = NearestDouble.of(new BigDecimal(numerator).divide(new BigDecimal(denominator), DIGITS));

            assertThat(new Fraction(numerator, denominator).toDouble()).isEqualTo(expected);
            assertThat(new Fraction(numerator.negate(), denominator).toDouble()).isEqualTo(-expected);
        });
    }

    @Test
    void the_root_is_the_double_nearest_to_the_exact_root() {
        Generated.forAll(100, random -> {
            BigInteger numerator = natural(random);
            BigInteger denominator = natural(random);
            BigDecimal quotient = new BigDecimal(numerator).divide(new BigDecimal(denominator), DIGITS);

            assertThat(new Fraction(numerator, denominator).squareRoot())
                    .isEqualTo(NearestDouble.of(quotient.sqrt(new MathContext(400))));
        });
    }

    @Test
    void every_double_comes_back_and_a_tie_goes_to_the_even_one() {
        Generated.forAll(500, random -> {
            double value = Math.abs(Double.longBitsToDouble(random.nextLong()));
            if (value < Double.MAX_VALUE) {
                BigInteger unit = BigInteger.ONE.shiftLeft(1075);
                BigInteger units =
                        new BigDecimal(value).multiply(new BigDecimal(unit)).toBigIntegerExact();
                BigInteger next = new BigDecimal(Math.nextUp(value))
                        .multiply(new BigDecimal(unit))
                        .toBigIntegerExact();
                boolean even = (Double.doubleToRawLongBits(value) & 1) == 0;

                assertThat(new Fraction(units, unit).toDouble()).isEqualTo(value);
                assertThat(new Fraction(units.add(next), unit.shiftLeft(1)).toDouble())
                        .isEqualTo(even ? value : Math.nextUp(value));
            }
        });
    }

    private static BigInteger natural(RandomGenerator random) {
        return new BigInteger(1 + random.nextInt(1_500), new Random(random.nextLong())).add(BigInteger.ONE);
    }
}
