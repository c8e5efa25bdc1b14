package io.lambdagrid.client;

import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java records from rows: each component is filled from the column of its name. Everything that can be wrong with
 * the record class is found when this is made; what is left for {@link #decode} is NULL in a primitive component.
 */
final class RecordDecoder<R extends Record> implements RowDecoder<R> {
    private final String view;
    private final Class<R> recordClass;
    private final Constructor<R> constructor;
    private final List<Field> fields;

    private record Field(String component, Class<?> declared, Class<?> type, Column column, ColumnKind kind) {}

    private RecordDecoder(String view, Class<R> recordClass, Constructor<R> constructor, List<Field> fields) {
        this.view = view;
        this.recordClass = recordClass;
        this.constructor = constructor;
        this.fields = fields;
    }

    static <R extends Record> RecordDecoder<R> of(Class<R> recordClass, ViewLayout layout) {
        RecordComponent[] components = recordClass.getRecordComponents();
        List<Field> fields = Arrays.stream(components)
                .map(component -> field(recordClass, component, layout))
                .toList();
        return new RecordDecoder<>(layout.view(), recordClass, constructor(recordClass, components), fields);
    }

    private static <R extends Record> Constructor<R> constructor(Class<R> recordClass, RecordComponent[] components) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<R> constructor = recordClass.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor;
        } catch (NoSuchMethodException | RuntimeException failure) {
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "Record '" + recordClass.getSimpleName()
                            + "' cannot be created from here. Make it public, or open its package to this library.",
                    failure);
        }
    }

    private static Field field(Class<?> recordClass, RecordComponent component, ViewLayout layout) {
        Column column = column(recordClass, component.getName(), layout);
        ColumnKind kind = ColumnKind.of(column);
        Class<?> declared = component.getType();
        Class<?> type = MethodType.methodType(declared).wrap().returnType();
        if (!Conversion.exists(kind.javaType(), type)) {
            throw invalid("Component '" + component.getName() + "' of record '" + recordClass.getSimpleName()
                    + "' has the type " + declared.getSimpleName() + ", but column '" + column.name() + "' of view '"
                    + layout.view()
                    + "' has the type " + column.type() + ". Declare it as " + Conversion.targets(kind.javaType())
                    + ".");
        }
        return new Field(component.getName(), declared, type, column, kind);
    }

    /** Finds the column of a component: of the same name, or of the same name in snake_case. */
    private static Column column(Class<?> recordClass, String component, ViewLayout layout) {
        List<Column> alike = layout.columns().stream()
                .filter(column -> plain(column.name()).equals(plain(component)))
                .toList();
        return layout.column(component)
                .or(() -> alike.size() == 1 ? alike.stream().findFirst() : java.util.Optional.empty())
                .orElseThrow(
                        () -> invalid("Record '" + recordClass.getSimpleName() + "' has the component '" + component
                                + "', but view '" + layout.view() + "' has no such column. "
                                + Suggestion.of(component, layout.columnNames()) + "Its columns are: "
                                + layout.columnList() + "."));
    }

    private static String plain(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    @Override
    public R decode(ColumnValues row) {
        Object[] arguments = new Object[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(fields.get(i), row);
        }
        try {
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException refusal) {
            throw new LambdaGridException(
                    ErrorCode.REQUEST_INVALID,
                    "Record '" + recordClass.getSimpleName() + "' refuses a row of view '" + view + "': "
                            + refusal.getTargetException().getMessage(),
                    refusal.getTargetException());
        } catch (ReflectiveOperationException failure) {
            throw new LambdaGridException(
                    ErrorCode.INTERNAL, "Record '" + recordClass.getSimpleName() + "' could not be created.", failure);
        }
    }

    private @Nullable Object argument(Field field, ColumnValues row) {
        Object value = row.value(field.column(), field.kind());
        if (value != null) {
            return Conversion.convert(value, field.type()).orElseThrow();
        }
        if (field.declared().isPrimitive()) {
            throw invalid(
                    "Column '" + field.column().name() + "' of view '" + view + "' is NULL in this row, but component '"
                            + field.component() + "' of record '" + recordClass.getSimpleName() + "' is a primitive "
                            + field.declared().getSimpleName() + ". Declare it as "
                            + field.type().getSimpleName() + ".");
        }
        return null;
    }

    private static LambdaGridException invalid(String sentence) {
        return new LambdaGridException(ErrorCode.REQUEST_INVALID, sentence);
    }
}
