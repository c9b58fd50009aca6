// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.sql;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;
import org.ringwatch.job.source.JsonRow;

/**
 * How the values of a column are written down, by the rules of {@link JsonRow}; an instant as ISO 8601 in UTC. Texts keep
 * their bytes.
 */
interface RowColumn extends Serializable {
    /** Writes the value that a row has at a position, which is not null. */
    void write(RowData row, int position, JsonRow json);

    /** How values of such a type are written; nothing if they are not. */
    static Optional<RowColumn> of(LogicalType type) {
        return Optional.ofNullable(
                switch (type.getTypeRoot()) {
                    case CHAR, VARCHAR ->
                        (row, i, json) -> json.text(row.getString(i).toBytes());
                    case BOOLEAN -> (row, i, json) -> json.plain(Boolean.toString(row.getBoolean(i)));
                    case TINYINT -> (row, i, json) -> json.plain(Byte.toString(row.getByte(i)));
                    case SMALLINT -> (row, i, json) -> json.plain(Short.toString(row.getShort(i)));
                    case INTEGER -> (row, i, json) -> json.plain(Integer.toString(row.getInt(i)));
                    case BIGINT -> (row, i, json) -> json.plain(Long.toString(row.getLong(i)));
                    case FLOAT -> (row, i, json) -> json.number(row.getFloat(i));
                    case DOUBLE -> (row, i, json) -> json.number(row.getDouble(i));
                    case DECIMAL -> ofDecimal(type);
                    case DATE -> (row, i, json) -> json.date(row.getInt(i));
                    case TIME_WITHOUT_TIME_ZONE -> (row, i, json) -> json.timeOfDay(row.getInt(i) * 1_000_000L);
                    case TIMESTAMP_WITHOUT_TIME_ZONE -> ofLocal(type);
                    case TIMESTAMP_WITH_LOCAL_TIME_ZONE -> ofInstant(type);
                    default -> null;
                });
    }

    private static RowColumn ofDecimal(LogicalType type) {
        int precision = LogicalTypeChecks.getPrecision(type);
        int scale = LogicalTypeChecks.getScale(type);
        return (row, i, json) -> {
            DecimalData decimal = row.getDecimal(i, precision, scale);
            json.decimal(decimal.toBigDecimal().unscaledValue(), decimal.scale());
        };
    }

    private static RowColumn ofLocal(LogicalType type) {
        int precision = LogicalTypeChecks.getPrecision(type);
        return (row, i, json) -> json.local(row.getTimestamp(i, precision).getMillisecond());
    }

    private static RowColumn ofInstant(LogicalType type) {
        int precision = LogicalTypeChecks.getPrecision(type);
        return (row, i, json) -> {
            TimestampData time = row.getTimestamp(i, precision);
            json.quoted(Instant.ofEpochMilli(time.getMillisecond()).toString());
        };
    }
}
