package io.lambdagrid.sql;

import io.lambdagrid.view.AggregateFunction;
import io.lambdagrid.view.Dataset;
import io.lambdagrid.view.GridError;
import io.lambdagrid.view.GridException;
import io.lambdagrid.view.Names;
import io.lambdagrid.view.ViewDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.calcite.avatica.util.Casing;
import org.apache.calcite.avatica.util.Quoting;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParseException;
import org.apache.calcite.sql.parser.SqlParser;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * Reads the SQL of a view: one aggregate SELECT over one dataset.
 *
 * <pre>
 * SELECT country, FLOOR(ordered_at TO HOUR) AS ordered_hour, COUNT(*) AS orders, SUM(amount) AS revenue
 * FROM orders
 * WHERE amount &gt; 0
 * GROUP BY country, ordered_hour
 * RETAIN ordered_hour FOR INTERVAL '90' DAY
 * INDEX (country), INDEX SORTED (ordered_hour)
 * </pre>
 *
 * <p>RETAIN may be left away: all rows stay then; so may INDEX. Names are found in any case and are lower case
 * afterwards. No type is converted without CAST, except among numbers and from DATE to TIMESTAMP. Immutable and
 * thread-safe.
 */
public final class ViewParser {
    private static final SqlParser.Config SYNTAX = SqlParser.config()
            .withQuoting(Quoting.DOUBLE_QUOTE)
            .withUnquotedCasing(Casing.TO_LOWER)
            .withQuotedCasing(Casing.UNCHANGED)
            .withConformance(SqlConformanceEnum.LENIENT);

    /** SQL names that lead to the parts of a view, or tell how the grid is doing. */
    private static final Pattern RESERVED = Pattern.compile("lambda_.*|.*_batch|.*_realtime|.*__parts");

    private final ViewOperators operators;

    /**
     * @param aggregates the aggregate functions a view may use, COUNT among them
     * @throws GridException when one has the name of another function, or a name that SQL cannot call
     */
    public ViewParser(List<AggregateFunction> aggregates) {
        this.operators = new ViewOperators(aggregates);
    }

    /**
     * Reads a view over a dataset that is known beforehand.
     *
     * @throws ViewSqlException as {@link #parse(String, String, Map)} does, also when FROM names another dataset
     */
    public ViewDefinition parse(String viewName, String sql, Dataset dataset) {
        return parse(viewName, sql, Map.of(dataset.name(), dataset));
    }

    /**
     * Reads a view over the dataset that its FROM names.
     *
     * @param datasets by name
     * @throws ViewSqlException when the text is not SQL, does not fit the dataset (LG-101), or cannot be kept exactly
     *     in both layers (LG-102)
     * @throws GridException when the name of the view is not valid
     */
    public ViewDefinition parse(String viewName, String sql, Map<String, Dataset> datasets) {
        if (!Names.isValid(viewName)) {
            throw new GridException(
                    GridError.VIEW_SQL_INVALID,
                    "The view name '" + viewName + "' is not valid, expected " + Names.RULE + ": rename the view");
        }
        ViewText text = new ViewText(viewName, sql);
        if (RESERVED.matcher(viewName).matches()) {
            throw text.invalid(
                    new SqlParserPos(1, 1),
                    "The name '" + viewName + "' is one of the grid's own",
                    "Rename the view so that it does not begin with 'lambda_' or end in '_batch' or '_realtime'.");
        }
        Optional<IndexClause> index = IndexClause.of(text);
        String withoutIndex = index.map(IndexClause::rest).orElse(sql);
        Optional<RetainClause> retain = RetainClause.of(text, withoutIndex);
        SqlSelect select = select(text, retain.map(RetainClause::rest).orElse(withoutIndex));
        Dataset dataset = dataset(text, select, datasets);
        List<SqlProblem> problems = ViewShape.problems(select, dataset, operators);
        if (!problems.isEmpty()) {
            throw new ViewSqlException(text, problems);
        }
        SqlValidator validator = Catalog.validator(dataset, operators);
        try {
            SqlNode plain =
                    select.accept(new BucketRewrite()).accept(new AggregateRewrite(operators, dataset.eventTime()));
            SqlSelect valid = (SqlSelect) validator.validate(plain);
            ViewDefinition view =
                    new ViewLowering(text, valid, new NodeTypes(text, validator, valid), dataset, operators).lower();
            ViewDefinition retained = retain.map(clause -> clause.applyTo(view)).orElse(view);
            return index.map(clause -> clause.applyTo(retained)).orElse(retained);
        } catch (CalciteException e) {
            throw ForeignMessages.ofValidator(text, e);
        }
    }

    /** @param sql the text without what is not SQL */
    private static SqlSelect select(ViewText text, String sql) {
        SqlNodeList statements = statements(text, sql);
        if (statements.size() > 1) {
            throw text.invalid(
                    statements.get(1).getParserPosition(),
                    "There is a second statement",
                    "A view is one SELECT: write each view into its own text.");
        }
        if (statements.get(0) instanceof SqlSelect select) {
            return select;
        }
        throw new ViewSqlException(text, List.of(noSelect(statements.get(0))));
    }

    private static SqlNodeList statements(ViewText text, String sql) {
        SqlNodeList statements;
        try {
            statements = sql.isBlank()
                    ? SqlNodeList.EMPTY
                    : SqlParser.create(sql, SYNTAX).parseStmtList();
        } catch (SqlParseException e) {
            throw ForeignMessages.ofParser(text, e);
        }
        if (statements.isEmpty()) {
            throw text.invalid(new SqlParserPos(1, 1), "There is no SQL", "Write SELECT ... FROM ... GROUP BY ...");
        }
        return statements;
    }

    private static SqlProblem noSelect(SqlNode statement) {
        SqlParserPos position = statement.getParserPosition();
        if (statement instanceof SqlOrderBy sorted) {
            return sorted.orderList.isEmpty()
                    ? Refusal.LIMIT.at((sorted.fetch == null ? sorted : sorted.fetch).getParserPosition())
                    : Refusal.ORDER_BY.at(sorted.orderList.getParserPosition());
        }
        return switch (statement.getKind()) {
            case WITH -> Refusal.WITH.at(position);
            case UNION, INTERSECT, EXCEPT -> Refusal.SET_OPERATION.at(position);
            default ->
                SqlProblem.invalid(position, "This is no SELECT", "Write SELECT ... FROM ... WHERE ... GROUP BY ...");
        };
    }

    private static Dataset dataset(ViewText text, SqlSelect select, Map<String, Dataset> datasets) {
        SqlNode from = select.getFrom();
        if (from == null) {
            throw text.invalid(select.getParserPosition(), "There is no FROM", "Name a dataset: FROM name.");
        }
        SqlNode source = from.getKind() == SqlKind.AS ? ((SqlCall) from).operand(0) : from;
        if (!(source instanceof SqlIdentifier identifier) || !identifier.isSimple()) {
            throw new ViewSqlException(text, List.of(fromRefusal(source)));
        }
        String name = identifier.getSimple().toLowerCase(Locale.ROOT);
        Dataset dataset = datasets.get(name);
        if (dataset == null) {
            throw text.invalid(
                    identifier.getParserPosition(),
                    "Unknown dataset '" + name + "'",
                    Suggestion.didYouMean(name, datasets.keySet()) + "There are: "
                            + String.join(", ", new TreeSet<>(datasets.keySet())) + ".");
        }
        return dataset;
    }

    private static SqlProblem fromRefusal(SqlNode source) {
        if (source instanceof SqlJoin join) {
            return Refusal.JOIN.at(join.getRight().getParserPosition());
        }
        Refusal refusal = source.getKind().belongsTo(SqlKind.QUERY) ? Refusal.SUBQUERY : Refusal.FROM;
        return refusal.at(source.getParserPosition());
    }
}
