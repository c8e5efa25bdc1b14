package io.lambdagrid.sql;

import io.lambdagrid.view.Column;
import io.lambdagrid.view.ColumnType;
import io.lambdagrid.view.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Looks through a parsed SELECT for whatever a view cannot have, and for names that do not exist. Finds everything at
 * once; what is left to the validator are types and grouping.
 */
final class ViewShape extends SqlBasicVisitor<@Nullable Void> {
    private final ViewOperators operators;
    private final Dataset dataset;
    private final Set<String> columns = new TreeSet<>();
    private final Set<String> aliases = new TreeSet<>();
    private final List<SqlProblem> problems = new ArrayList<>();

    private ViewShape(ViewOperators operators, Dataset dataset) {
        this.operators = operators;
        this.dataset = dataset;
        dataset.columns().stream().map(Column::name).forEach(columns::add);
    }

    /** Returns what is wrong, in the order of the text. */
    static List<SqlProblem> problems(SqlSelect select, Dataset dataset, ViewOperators operators) {
        ViewShape shape = new ViewShape(operators, dataset);
        shape.check(select);
        shape.problems.sort(Comparator.<SqlProblem>comparingInt(
                        problem -> problem.position().getLineNum())
                .thenComparingInt(problem -> problem.position().getColumnNum()));
        return shape.problems;
    }

    private void check(SqlSelect select) {
        clauses(select);
        select.getSelectList().forEach(item -> item.accept(this));
        if (select.getWhere() != null) {
            select.getWhere().accept(this);
        }
        for (SqlNode item : select.getSelectList()) {
            if (item.getKind() == SqlKind.AS) {
                aliases.add(((SqlIdentifier) ((SqlCall) item).operand(1)).getSimple());
            }
        }
        if (select.getGroup() != null) {
            select.getGroup().accept(this);
        }
    }

    private void clauses(SqlSelect select) {
        SqlNode distinct = select.getModifierNode(SqlSelectKeyword.DISTINCT);
        refuseIfPresent(distinct, Refusal.DISTINCT_ROWS);
        refuseIfPresent(select.getHaving(), Refusal.HAVING);
        refuseIfPresent(select.getQualify(), Refusal.OTHER_CLAUSE);
        refuseIfPresent(select.getModifierNode(SqlSelectKeyword.STREAM), Refusal.OTHER_CLAUSE);
        if (!select.getWindowList().isEmpty()) {
            problems.add(Refusal.OVER.at(select.getWindowList().getParserPosition()));
        }
    }

    private void refuseIfPresent(@Nullable SqlNode clause, Refusal refusal) {
        if (clause != null) {
            problems.add(refusal.at(clause.getParserPosition()));
        }
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        SqlParserPos position = call.getParserPosition();
        String name = call.getOperator().getName();
        if (Refusal.ofCall(call).isPresent()) {
            problems.add(Refusal.ofCall(call).get().at(position));
            return null;
        }
        if (Refusal.ofFunction(name).isPresent()) {
            problems.add(Refusal.ofFunction(name).get().at(position));
            return null;
        }
        if (call.getKind() == SqlKind.AS) {
            return call.operand(0).accept(this);
        }
        boolean bucket = call.getKind() == SqlKind.TUMBLE || call.getKind() == SqlKind.HOP;
        if (!bucket && !operators.has(call.getOperator())) {
            problems.add(unknown(call));
        }
        boolean countsRows = name.equalsIgnoreCase("COUNT")
                && call.operandCount() == 1
                && call.operand(0) instanceof SqlIdentifier argument
                && argument.isStar();
        return countsRows ? null : super.visit(call);
    }

    private SqlProblem unknown(SqlCall call) {
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        if (call.getOperator() instanceof SqlFunction) {
            return SqlProblem.invalid(
                    call.getParserPosition(),
                    "Unknown function '" + name + "'",
                    Suggestion.didYouMean(name, operators.functionNames()) + "There are: "
                            + String.join(", ", operators.functionNames()) + ".");
        }
        return SqlProblem.unsupported(
                call.getParserPosition(),
                "The operator '" + name + "' is not possible",
                "Views have arithmetic, comparisons, AND, OR, NOT, IS, BETWEEN, IN, LIKE, CASE and ||.");
    }

    @Override
    public @Nullable Void visit(SqlIdentifier identifier) {
        String name = identifier.names.get(identifier.names.size() - 1).toLowerCase(Locale.ROOT);
        if (identifier.isStar()) {
            problems.add(Refusal.STAR.at(identifier.getParserPosition()));
        } else if (!columns.contains(name) && !aliases.contains(name)) {
            problems.add(Refusal.ofFunction(name)
                    .map(refusal -> refusal.at(identifier.getParserPosition()))
                    .orElseGet(() -> unknownColumn(identifier, name)));
        }
        return null;
    }

    private SqlProblem unknownColumn(SqlIdentifier identifier, String name) {
        return SqlProblem.invalid(
                identifier.getParserPosition(),
                "Unknown column '" + name + "'",
                Suggestion.didYouMean(name, columns) + "Dataset '" + dataset.name() + "' has: "
                        + String.join(", ", columns) + ".");
    }

    @Override
    public @Nullable Void visit(SqlDynamicParam parameter) {
        problems.add(Refusal.PARAMETER.at(parameter.getParserPosition()));
        return null;
    }

    @Override
    public @Nullable Void visit(SqlDataTypeSpec type) {
        if (ColumnType.parse(type.toString()).isEmpty()) {
            boolean cutsText = type.getTypeName().getSimple().equalsIgnoreCase("VARCHAR");
            problems.add(SqlProblem.unsupported(
                    type.getParserPosition(),
                    "The type '" + type + "' does not exist",
                    "There are: " + SqlTypes.NAMES + "."
                            + (cutsText ? "  A VARCHAR has no length: cut it with SUBSTRING(x FROM 1 FOR n)." : "")));
        }
        return null;
    }
}
