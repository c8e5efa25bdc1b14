package io.lambdagrid.sql;

import io.lambdagrid.view.Aggregate;
import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.AggregateParameter;
import io.lambdagrid.view.ColumnReference;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.Expression;
import io.lambdagrid.view.GroupColumn;
import io.lambdagrid.view.Literal;
import io.lambdagrid.view.Measure;
import io.lambdagrid.view.Names;
import io.lambdagrid.view.OutputColumn;
import io.lambdagrid.view.ViewDefinition;
import io.lambdagrid.view.function.Cast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.util.Litmus;

/** Takes a validated SELECT apart: rows, groups, measures, and the output columns over groups and measures. */
final class ViewLowering {
    private final ViewText text;
    private final SqlSelect select;
    private final Dataset dataset;
    private final ViewOperators operators;
    private final ExpressionLowering rows;
    private final ExpressionLowering outputs;
    private final List<SqlNode> groups = new ArrayList<>();
    private final List<GroupColumn> groupColumns = new ArrayList<>();
    private final List<SqlNode> aggregateCalls = new ArrayList<>();
    private final List<Measure> measures = new ArrayList<>();

    ViewLowering(ViewText text, SqlSelect select, NodeTypes types, Dataset dataset, ViewOperators operators) {
        this.text = text;
        this.select = select;
        this.dataset = dataset;
        this.operators = operators;
        this.rows = new ExpressionLowering(text, types, this::column);
        this.outputs = new ExpressionLowering(text, types, this::groupOrMeasure);
    }

    ViewDefinition lower() {
        SqlNode where = select.getWhere();
        Expression condition = where == null ? null : rows.lower(where);
        collectGroups();
        List<OutputColumn> columns = outputColumns();
        if (measures.isEmpty()) {
            throw text.unsupported(
                    select.getSelectList().getParserPosition(),
                    "There is no aggregate",
                    "A view summarizes rows: add one of its aggregates, such as COUNT(*) AS events.");
        }
        return new ViewDefinition(
                text.viewName(), dataset.name(), text.sql(), condition, groupColumns, measures, columns);
    }

    private void collectGroups() {
        if (select.getGroup() == null) {
            return;
        }
        for (SqlNode group : select.getGroup()) {
            // GROUP BY () is the one group of all rows.
            boolean nothing = group instanceof SqlNodeList columns && columns.isEmpty();
            if (!nothing && find(groups, group) < 0) {
                groups.add(group);
                groupColumns.add(groupColumn(group));
            }
        }
    }

    private GroupColumn groupColumn(SqlNode group) {
        String name = outputNameOf(group);
        if (!(group instanceof SqlCall call) || !call.getOperator().equals(ViewOperators.HOP)) {
            return new GroupColumn(name, rows.lower(group));
        }
        if (groupColumns.stream().anyMatch(column -> column.hop() != null)) {
            throw text.unsupported(
                    group.getParserPosition(),
                    "A second HOP is not possible",
                    "A row would be in each pair of their buckets: define one view for each.");
        }
        return new GroupColumn(name, rows.lower(call.operand(0)), rows.hop(call));
    }

    private String outputNameOf(SqlNode group) {
        for (SqlNode item : select.getSelectList()) {
            if (unnamed(item).equalsDeep(group, Litmus.IGNORE)) {
                return name(item);
            }
        }
        throw text.invalid(
                group.getParserPosition(),
                "'" + plain(group) + "' is in GROUP BY but not in the SELECT list",
                "Rows could not be told apart without it: add it to the SELECT list.");
    }

    private List<OutputColumn> outputColumns() {
        Set<String> names = new HashSet<>();
        List<OutputColumn> columns = new ArrayList<>();
        for (SqlNode item : select.getSelectList()) {
            String name = name(item);
            if (!names.add(name)) {
                throw text.invalid(
                        item.getParserPosition(),
                        "Two columns have the name '" + name + "'",
                        "Give one of them another name with AS.");
            }
            columns.add(new OutputColumn(name, outputs.lower(unnamed(item))));
        }
        return columns;
    }

    private static SqlNode unnamed(SqlNode item) {
        return item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(0) : item;
    }

    private String name(SqlNode item) {
        SqlNode named = item.getKind() == SqlKind.AS ? ((SqlCall) item).operand(1) : item;
        if (!(named instanceof SqlIdentifier identifier)) {
            throw text.invalid(
                    item.getParserPosition(),
                    "The column '" + plain(item) + "' has no name",
                    "Add one: " + plain(item) + " AS name.");
        }
        String last = identifier.names.get(identifier.names.size() - 1);
        // A column in another case, such as "Country", gets an alias from the validator that stands nowhere in the
        // text.
        boolean written = named.getParserPosition().getLineNum() > 0;
        String name = written ? last : last.toLowerCase(Locale.ROOT);
        if (!Names.isValid(name)) {
            throw text.invalid(
                    written ? named.getParserPosition() : item.getParserPosition(),
                    "'" + name + "' cannot be the name of a column",
                    "A name is " + Names.RULE + ".");
        }
        return name;
    }

    /** Returns the SQL of a node, as it was written rather than as the validator completed it. */
    private String plain(SqlNode node) {
        return text.excerpt(node.getParserPosition());
    }

    private Optional<Expression> column(SqlNode node) {
        if (!(node instanceof SqlIdentifier identifier)) {
            return Optional.empty();
        }
        int index = dataset.indexOf(identifier.names.get(identifier.names.size() - 1))
                .orElseThrow();
        String name = dataset.columns().get(index).name();
        return Optional.of(
                new ColumnReference(index, name, dataset.columns().get(index).type()));
    }

    /** The row of the outputs is made of the group columns and then the measures. */
    private Optional<Expression> groupOrMeasure(SqlNode node) {
        int group = find(groups, node);
        if (group >= 0) {
            GroupColumn column = groupColumns.get(group);
            return Optional.of(new ColumnReference(group, column.name(), column.type()));
        }
        if (!(node instanceof SqlCall call) || !isAggregate(call)) {
            return Optional.empty();
        }
        int measure = find(aggregateCalls, node);
        if (measure < 0) {
            measure = measures.size();
            aggregateCalls.add(node);
            measures.add(measure(call));
        }
        Measure found = measures.get(measure);
        return Optional.of(new ColumnReference(groups.size() + measure, found.name(), found.type()));
    }

    private static boolean isAggregate(SqlCall call) {
        return call.getKind() == SqlKind.FILTER || call.getOperator().isAggregator();
    }

    private Measure measure(SqlCall call) {
        boolean filtered = call.getKind() == SqlKind.FILTER;
        SqlCall aggregateCall = filtered ? call.operand(0) : call;
        Expression filter = filtered ? rows.lower(call.operand(1)) : null;
        AggregateFunction function =
                operators.aggregate(aggregateCall.getOperator()).orElseThrow();
        List<SqlNode> operands = aggregateCall.getOperandList();
        int expected = function.argumentCount() + function.parameters().size();
        if (operands.size() != expected) {
            throw text.unsupported(
                    call.getParserPosition(),
                    "'" + plain(call) + "' has " + operands.size() + " arguments",
                    function.name() + " takes " + expected + ": join several with ||, or test them with CASE.");
        }
        boolean countsRows = operands.get(0) instanceof SqlIdentifier identifier && identifier.isStar();
        List<Expression> arguments = countsRows
                ? List.of()
                : operands.stream()
                        .limit(function.argumentCount())
                        .map(rows::lower)
                        .toList();
        return new Measure(measureName(call), aggregate(function, operands, arguments), arguments, filter);
    }

    private Aggregate<?> aggregate(AggregateFunction function, List<SqlNode> operands, List<Expression> arguments) {
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < function.parameters().size(); i++) {
            parameters.add(parameter(function, i, operands.get(function.argumentCount() + i)));
        }
        List<ColumnType> types = arguments.isEmpty()
                ? List.of(ColumnType.BOOLEAN)
                : arguments.stream().map(Expression::type).toList();
        return function.over(types, parameters)
                .orElseThrow(() -> text.invalid(
                        operands.get(0).getParserPosition(),
                        function.name() + " does not take "
                                + (types.size() == 1 ? "a value of type " : "values of types ")
                                + types.stream().map(ColumnType::toString).collect(Collectors.joining(", ")),
                        "It takes " + function.accepts() + ": convert with CAST(x AS type)."));
    }

    private Object parameter(AggregateFunction function, int index, SqlNode written) {
        AggregateParameter parameter = function.parameters().get(index);
        if (rows.lower(written) instanceof Literal constant
                && constant.value() != null
                && Cast.exists(constant.type(), parameter.type())
                && ExpressionLowering.convert(constant, parameter.type()) instanceof Literal converted
                && converted.value() != null
                && parameter.accepted().test(converted.value())) {
            return converted.value();
        }
        throw text.invalid(
                written.getParserPosition(),
                "'" + plain(written) + "' cannot be the " + parameter.name() + " of " + function.name(),
                "It is " + parameter.expected() + ", such as " + parameter.example() + ".");
    }

    /** The name of the output column when the aggregate is all of it, else one that no output column has. */
    private String measureName(SqlCall call) {
        List<SqlNode> items = select.getSelectList().getList().stream()
                .filter(item -> unnamed(item).equalsDeep(call, Litmus.IGNORE))
                .toList();
        if (!items.isEmpty()) {
            return name(items.get(0));
        }
        Set<String> taken = new HashSet<>();
        select.getSelectList().forEach(item -> taken.add(name(item)));
        measures.forEach(measure -> taken.add(measure.name()));
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> "measure_" + number)
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
    }

    private static int find(List<SqlNode> nodes, SqlNode wanted) {
        return IntStream.range(0, nodes.size())
                .filter(index -> nodes.get(index).equalsDeep(wanted, Litmus.IGNORE))
                .findFirst()
                .orElse(-1);
    }
}
