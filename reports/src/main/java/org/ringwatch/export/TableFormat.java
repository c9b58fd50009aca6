// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Writes tables with typed columns. The job jar has no such format: its library is large and few need it. A jar that
 * has one must be loaded by the class loader that loads the job jar.
 */
public interface TableFormat {
    /** What {@code --also} calls it, and what names of its files end with. */
    String label();

    /**
     * Begins a table. The same columns and rows make the same bytes.
     *
     * @param file new or emptied
     */
    Table create(Path file, List<Column> columns) throws IOException;

    /** The format of that name, if it is there. */
    static Optional<TableFormat> installed(String label) {
        return ServiceLoader.load(TableFormat.class, TableFormat.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(format -> format.label().equals(label))
                .findFirst();
    }

    /** Receives rows. */
    interface Table extends Closeable {
        /** Writes a row: a value for each column, as {@link Kind} says. */
        void row(Object... cells) throws IOException;
    }

    /** What a column holds; no value is ever absent. */
    enum Kind {
        /** A {@code String}. */
        TEXT,
        /** A {@code Boolean}. */
        TRUTH,
        /** A {@code Long}. */
        WHOLE,
        /** A {@code Double}. */
        FRACTION,
        /** A {@code Long}: milliseconds since the epoch. */
        TIME,
        /** A {@code List} of {@code Object[]}: rows of a table inside. */
        ROWS
    }

    /**
     * A column.
     *
     * @param columns of the table inside, if it holds one
     */
    record Column(String name, Kind kind, List<Column> columns) {
        Column(String name, Kind kind) {
            this(name, kind, List.of());
        }
    }
}
