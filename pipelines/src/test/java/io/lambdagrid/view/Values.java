package io.lambdagrid.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Values of every type, the usual and the hostile mixed. */
public final class Values {
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "B",
            "|",
            "\\",
            "\\N",
            "a|b\\",
            "\0",
            "\u00e9",
            "e\u0301",
            "\uffff",
            "\ud83d\ude00",
            "0",
            " ");
    private static final List<Double> DOUBLES = List.of(
            0.0,
            -0.0,
            1.0,
            0.1,
            -0.3,
            1e16,
            -1e16,
            Double.MAX_VALUE,
            -Double.MAX_VALUE,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL));

    private Values() {}

    public static Object any(ColumnType type, RandomGenerator random) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case INTEGER, DATE -> integer(random);
            case BIGINT, TIMESTAMP -> bigint(random);
            case DOUBLE -> finite(random);
            case DECIMAL -> decimal(type, random);
            case VARCHAR -> text(random);
        };
    }

    public static Integer integer(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean() ? Integer.MAX_VALUE : Integer.MIN_VALUE;
            default -> random.nextInt(-5, 6);
        };
    }

    public static Long bigint(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE;
            default -> random.nextLong(-5, 6);
        };
    }

    public static Double finite(RandomGenerator random) {
        return switch (random.nextInt(4)) {
            case 0 -> DOUBLES.get(random.nextInt(DOUBLES.size()));
            case 1 -> random.nextInt(-100_000, 100_000) / 100.0;
            case 2 -> (random.nextBoolean() ? 1 : -1) * Math.scalb(1.0, random.nextInt(-1074, 1024));
            default -> {
                double value = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(value) ? value : 1.5;
            }
        };
    }

    public static BigDecimal decimal(ColumnType type, RandomGenerator random) {
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        BigInteger unscaled = switch (random.nextInt(4)) {
            case 0 -> new BigInteger(limit.bitLength() - 1, new Random(random.nextLong()));
            case 1 -> limit.subtract(BigInteger.ONE);
            default -> BigInteger.valueOf(random.nextInt(9)).min(limit.subtract(BigInteger.ONE));
        };
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
    }

    public static String text(RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        return text.toString();
    }
}
