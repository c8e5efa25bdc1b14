package io.lambdagrid.client;

import com.hazelcast.nio.serialization.genericrecord.GenericRecord;
import com.hazelcast.nio.serialization.genericrecord.GenericRecordBuilder;
import io.lambdagrid.client.wire.ViewFields;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Hand-made rows of views with {@link TestMember#PRODUCT_COLUMNS}. */
final class ProductRows {
    private ProductRows() {}

    /** The two layers' counts; the merged one is their sum. A null layer has seen nothing of the product. */
    static GenericRecord row(
            String view, long generation, String product, @Nullable Long batch, @Nullable Long realtime) {
        GenericRecordBuilder row = GenericRecordBuilder.compact(ViewFields.typeName(view, generation));
        row.setString("product_id", product);
        row.setInt32(
                ViewFields.PARTS,
                batch == null ? ViewFields.REALTIME_ONLY : realtime == null ? ViewFields.BATCH_ONLY : ViewFields.BOTH);
        row.setArrayOfInt8(ViewFields.BATCH_PART, batch == null ? null : new byte[] {1});
        row.setArrayOfInt8(ViewFields.EVEN_PART, realtime == null ? null : new byte[] {1});
        long merged = (batch == null ? 0 : batch) + (realtime == null ? 0 : realtime);
        measures(row, "", merged);
        measures(row, "batch$", batch);
        measures(row, "realtime$", realtime);
        return row.build();
    }

    /** Each order brings 2.50; the average is NULL where there is no order. */
    private static void measures(GenericRecordBuilder row, String prefix, @Nullable Long orders) {
        row.setNullableInt64(prefix + "orders", orders);
        row.setDecimal(prefix + "revenue", orders == null ? null : BigDecimal.valueOf(250 * orders, 2));
        row.setNullableFloat64(prefix + "avg_price", orders == null || orders == 0 ? null : 2.5);
    }
}
