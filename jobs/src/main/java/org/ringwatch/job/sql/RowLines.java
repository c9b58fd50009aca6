// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.sql;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.table.data.RowData;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.JsonRow;
import org.ringwatch.job.source.SplitLines;

/** Writes rows as JSON Lines, absent values left out. Of a row that is too long to be read only the beginning is written. */
final class RowLines implements Encoder<RowData> {
    private static final long serialVersionUID = 1L;

    /**
     * A column.
     *
     * @param key it has in the object
     * @param values how they are written
     */
    record Column(String key, RowColumn values) implements Serializable {}

    private final ArrayList<Column> columns;
    private transient @Nullable JsonRow json;
    private transient byte @Nullable [] line;
    private transient byte @Nullable [][] keys;

    /** The columns of the rows, in their order. */
    RowLines(List<Column> columns) {
        this.columns = new ArrayList<>(columns);
    }

    @Override
    public void encode(RowData row, OutputStream out) throws IOException {
        JsonRow object = json;
        byte[] target = line;
        byte[][] names = keys;
        if (object == null || target == null || names == null) {
            object = new JsonRow();
            // One byte more than is read, so that a row that was cut is seen to be too long.
            target = new byte[SplitLines.MAX_LINE_BYTES + 2];
            names = columns.stream().map(column -> JsonRow.key(column.key())).toArray(byte[][]::new);
            json = object;
            line = target;
            keys = names;
        }
        object.begin(target);
        for (int i = 0; i < names.length; i++) {
            if (!row.isNullAt(i)) {
                object.field(names[i]);
                columns.get(i).values().write(row, i, object);
            }
        }
        int length = object.end();
        if (length == target.length) {
            length--;
        }
        target[length] = '\n';
        out.write(target, 0, length + 1);
    }
}
