package io.lambdagrid.node.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.lambdagrid.sql.ReadQuery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to know.
 *
 * @param arguments for the {@code ?} of the query, in the order of its own
 */
record SqlRequest(ReadQuery query, List<@Nullable Object> arguments) {
    static final String SQL = "sql";
    static final String PARAMETERS = "parameters";

    SqlRequest {
        arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }

    static SqlRequest of(JsonNode body) {
        JsonNode sql = body.get(SQL);
        if (sql == null || !sql.isTextual()) {
            throw Refusal.badRequest(
                    "'sql' must be a text, as in {\"sql\": \"SELECT * FROM v WHERE __key = ?\", \"parameters\": [\"k\"]}.");
        }
        ReadQuery query = ReadQuery.parse(sql.textValue());
        List<@Nullable Object> given = parameters(body.get(PARAMETERS));
        if (given.size() != query.parameterOrder().size()) {
            throw Refusal.badRequest(
                    "Parameters needed: " + query.parameterOrder().size() + ", given: " + given.size()
                            + ". Give one for each ? of the statement.");
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        query.parameterOrder().forEach(position -> arguments.add(given.get(position)));
        return new SqlRequest(query, arguments);
    }

    private static List<@Nullable Object> parameters(@Nullable JsonNode list) {
        if (list == null) {
            return List.of();
        }
        if (!list.isArray()) {
            throw Refusal.badRequest("'parameters' must be a list, with one value for each ?.");
        }
        List<@Nullable Object> values = new ArrayList<>();
        list.forEach(element -> values.add(value(element)));
        return values;
    }

    private static @Nullable Object value(JsonNode element) {
        return switch (element.getNodeType()) {
            case NULL -> null;
            case BOOLEAN -> element.booleanValue();
            case STRING -> element.textValue();
            case NUMBER -> number(element);
            case ARRAY, OBJECT, BINARY, POJO, MISSING ->
                throw Refusal.badRequest("A parameter must be a text, a number, true, false or null.");
        };
    }

    private static Object number(JsonNode element) {
        BigDecimal number = element.decimalValue();
        return element.isIntegralNumber() && element.canConvertToLong() ? (Object) element.longValue() : number;
    }
}
