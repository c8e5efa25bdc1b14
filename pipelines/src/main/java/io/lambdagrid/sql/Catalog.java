package io.lambdagrid.sql;

import io.lambdagrid.view.Dataset;
import java.util.List;
import java.util.Properties;
import org.apache.calcite.config.CalciteConnectionConfigImpl;
import org.apache.calcite.config.CalciteConnectionProperty;
import org.apache.calcite.jdbc.CalciteSchema;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.schema.impl.AbstractTable;
import org.apache.calcite.sql.type.SqlTypeCoercionRule;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/** Makes a validator that knows one dataset. */
final class Catalog {
    private Catalog() {}

    private static final class DatasetTable extends AbstractTable {
        private final Dataset dataset;

        DatasetTable(Dataset dataset) {
            this.dataset = dataset;
        }

        @Override
        public RelDataType getRowType(RelDataTypeFactory factory) {
            RelDataTypeFactory.Builder row = factory.builder();
            dataset.columns().forEach(column -> row.add(column.name(), SqlTypes.toSql(column.type(), factory)));
            return row.build();
        }
    }

    static SqlValidator validator(Dataset dataset, ViewOperators operators) {
        RelDataTypeFactory types = SqlTypes.factory();
        CalciteSchema schema = CalciteSchema.createRootSchema(false, false);
        schema.add(dataset.name(), new DatasetTable(dataset));
        Properties properties = new Properties();
        properties.setProperty(CalciteConnectionProperty.CASE_SENSITIVE.camelName(), "false");
        CalciteCatalogReader reader =
                new CalciteCatalogReader(schema, List.of(), types, new CalciteConnectionConfigImpl(properties));
        return SqlValidatorUtil.newValidator(
                operators.table(),
                reader,
                types,
                SqlValidator.Config.DEFAULT
                        .withConformance(SqlConformanceEnum.LENIENT)
                        .withIdentifierExpansion(true)
                        // Calls stay as they were written, and no type is converted without being asked.
                        .withCallRewrite(false)
                        .withTypeCoercionEnabled(false)
                        // CAST asks. Which of these casts exist is said by our own Cast.
                        .withTypeCoercionRules(SqlTypeCoercionRule.lenientInstance()));
    }
}
