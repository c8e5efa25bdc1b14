package io.lambdagrid.sql;

import io.lambdagrid.view.GridException;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

/** Goes through a statement from its top, refuses what is no plain query, and gathers the tables. For one statement. */
final class ReadQueryCheck extends SqlBasicVisitor<@Nullable Void> {
    private static final int DEEPEST = 250;
    private static final int LONGEST_LIST = 1_000;
    private static final int MOST_TABLES = 8;

    private final Set<String> tables;
    private int depth;
    private int tablesNamed;
    private boolean isTop = true;

    ReadQueryCheck(Set<String> tables) {
        this.tables = tables;
    }

    @Override
    public @Nullable Void visit(SqlCall call) {
        boolean top = isTop;
        isTop = false;
        if (++depth > DEEPEST) {
            throw ReadQuery.refused("The statement is nested deeper than " + DEEPEST
                    + " levels. Write it flatter, such as with IN instead of OR.");
        }
        if (call instanceof SqlSelect select) {
            select(select);
        } else if (call instanceof SqlOrderBy sorted) {
            sorted.query.accept(this);
            operand(sorted.orderList);
            operand(sorted.offset);
            operand(sorted.fetch);
        } else if (isSetOperation(call)) {
            super.visit(call);
        } else if (top || isStatement(call)) {
            throw ReadQuery.refused("Only SELECT can be run here, but this is " + call.getKind() + ".");
        } else {
            super.visit(call);
        }
        depth--;
        return null;
    }

    private void select(SqlSelect select) {
        if (select.hasHints()) {
            throw ReadQuery.refused("Hints cannot be given here. Remove them.");
        }
        operand(select.getSelectList());
        SqlNode from = select.getFrom();
        if (from != null) {
            from(from);
        }
        operand(select.getWhere());
        operand(select.getGroup());
        operand(select.getHaving());
        operand(select.getWindowList());
        operand(select.getQualify());
        operand(select.getOrderList());
        operand(select.getOffset());
        operand(select.getFetch());
    }

    private void operand(@Nullable SqlNode operand) {
        if (operand != null) {
            operand.accept(this);
        }
    }

    private void from(SqlNode source) {
        if (source instanceof SqlJoin join) {
            from(join.getLeft());
            from(join.getRight());
            operand(join.getCondition());
        } else if (source.getKind() == SqlKind.AS) {
            from(((SqlCall) source).operand(0));
        } else if (source instanceof SqlIdentifier table) {
            table(table);
        } else if (source instanceof SqlSelect || source instanceof SqlOrderBy || isSetOperation(source)) {
            source.accept(this);
        } else {
            throw refusedSource();
        }
    }

    private void table(SqlIdentifier table) {
        if (!table.isSimple()) {
            throw ReadQuery.refused(
                    "'" + table + "' is no view: name a view as it is, without a schema. lambda_views lists them.");
        }
        if (++tablesNamed > MOST_TABLES) {
            throw ReadQuery.refused("The statement names more than " + MOST_TABLES + " tables.");
        }
        tables.add(table.getSimple());
    }

    private static GridException refusedSource() {
        return ReadQuery.refused("Only views can stand in FROM: no functions, lists or samples.");
    }

    private static boolean isSetOperation(SqlNode node) {
        return SqlKind.SET_QUERY.contains(node.getKind());
    }

    /** Whether it is something that cannot be part of a query, or a part that is not needed. */
    private static boolean isStatement(SqlCall call) {
        return call.getKind().belongsTo(SqlKind.TOP_LEVEL)
                || call.getKind() == SqlKind.WITH
                || call.getKind() == SqlKind.CURSOR
                || call.getKind() == SqlKind.EXPLICIT_TABLE
                || call.getKind() == SqlKind.COLLECTION_TABLE
                || call.getKind() == SqlKind.LATERAL
                || call.getKind() == SqlKind.UNNEST;
    }

    @Override
    public @Nullable Void visit(SqlNodeList list) {
        if (list.size() > LONGEST_LIST) {
            throw ReadQuery.refused("A list has " + list.size() + " elements; " + LONGEST_LIST + " are the most.");
        }
        return super.visit(list);
    }
}
