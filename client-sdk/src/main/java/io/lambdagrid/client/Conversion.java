package io.lambdagrid.client;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The conversions of values that lose nothing. */
final class Conversion {
    private static final List<Widening<?, ?>> WIDENINGS = List.of(
            new Widening<>(Byte.class, Integer.class, Byte::intValue),
            new Widening<>(Byte.class, Long.class, Byte::longValue),
            new Widening<>(Short.class, Integer.class, Short::intValue),
            new Widening<>(Short.class, Long.class, Short::longValue),
            new Widening<>(Integer.class, Long.class, Integer::longValue),
            new Widening<>(Integer.class, BigDecimal.class, BigDecimal::valueOf),
            new Widening<>(Long.class, BigDecimal.class, BigDecimal::valueOf),
            new Widening<>(Float.class, Double.class, Float::doubleValue),
            new Widening<>(LocalDateTime.class, Instant.class, time -> time.toInstant(ZoneOffset.UTC)),
            new Widening<>(OffsetDateTime.class, Instant.class, OffsetDateTime::toInstant));

    private record Widening<S, T>(Class<S> source, Class<T> target, Function<S, T> widen) {
        Object apply(Object value) {
            return widen.apply(source.cast(value));
        }
    }

    private Conversion() {}

    static boolean exists(Class<?> source, Class<?> target) {
        return target.isAssignableFrom(source) || widening(source, target).isPresent();
    }

    /** Returns the value as the target type; empty when that could lose something. */
    static <T> Optional<T> convert(Object value, Class<T> target) {
        return target.isInstance(value)
                ? Optional.of(target.cast(value))
                : widening(value.getClass(), target).map(widening -> target.cast(widening.apply(value)));
    }

    /** Returns the names of the types that a value may be read as, its own first. */
    static String targets(Class<?> source) {
        return Stream.concat(
                        Stream.of(source),
                        WIDENINGS.stream()
                                .filter(widening -> widening.source() == source)
                                .map(Widening::target))
                .map(Class::getSimpleName)
                .collect(Collectors.joining(" or "));
    }

    private static Optional<Widening<?, ?>> widening(Class<?> source, Class<?> target) {
        for (Widening<?, ?> widening : WIDENINGS) {
            if (widening.source() == source && widening.target() == target) {
                return Optional.of(widening);
            }
        }
        return Optional.empty();
    }
}
