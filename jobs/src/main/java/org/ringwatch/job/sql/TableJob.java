// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.sql;

import static org.apache.flink.table.api.Expressions.$;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.LoadModuleOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.UseModulesOperation;
import org.apache.flink.table.operations.UseOperation;
import org.apache.flink.table.operations.command.AddJarOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateOperation;
import org.apache.flink.table.types.logical.LogicalType;
import org.ringwatch.event.ShownValue;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.job.source.HeaderColumns;
import org.ringwatch.job.sql.SqlStatements.Statement;

/** From the statements of a file to the job that writes the rows. All that names classes of the table API is here. */
final class TableJob {
    private static final String KINDS = "CREATE, USE, SET, ADD JAR, LOAD MODULE and, last, one SELECT";
    /** What Flink writes above names of options that are at fault. */
    private static final Set<String> OPTION_LISTS = Set.of("Unsupported options:", "Missing required options are:");

    private static final String NO_CONNECTOR = "Could not find any factory";
    private static final String PLANNER_IS_APART =
            " The planner is not in lib/ of Flink and does not see the connectors that are; docs/cluster.md";

    private static final int MAX_MESSAGE = 300;
    private static final int MAX_NAME = 80;

    private final String file;
    private final List<Statement> statements;

    TableJob(String file, List<Statement> statements) {
        this.file = file;
        this.statements = statements;
    }

    /** As {@link SqlFile#define}. */
    void define(StreamExecutionEnvironment env, ColumnMapping mapping, OptionalInt most, Path folder) {
        if (statements.isEmpty()) {
            throw new IllegalArgumentException(file + " must have a SELECT but has no statement");
        }
        StreamTableEnvironment tables = environment(env);
        for (Statement statement : statements.subList(0, statements.size() - 1)) {
            prepare(tables, statement);
        }
        Statement last = statements.get(statements.size() - 1);
        Table selected = select(tables, last);
        ResolvedSchema schema = selected.getResolvedSchema();
        List<String> names = schema.getColumnNames();
        TreeSet<Integer> positions =
                new TreeSet<>(HeaderColumns.find(file + ", line " + last.line(), "SELECT", names, mapping)
                        .values());
        List<RowLines.Column> columns = new ArrayList<>();
        List<Expression> wanted = new ArrayList<>();
        for (int position : positions) {
            columns.add(column(
                    last,
                    names.get(position),
                    schema.getColumnDataTypes().get(position).getLogicalType()));
            wanted.add($(names.get(position)));
        }
        try {
            Table rows = selected.select(wanted.toArray(Expression[]::new));
            write(tables, most.isPresent() ? rows.limit(most.getAsInt()) : rows, columns, folder);
        } catch (RuntimeException e) {
            throw wrong(last, e);
        }
    }

    private StreamTableEnvironment environment(StreamExecutionEnvironment env) {
        return StreamTableEnvironment.create(
                env, EnvironmentSettings.newInstance().inBatchMode().build());
    }

    private void prepare(StreamTableEnvironment tables, Statement statement) {
        Operation operation = parse(tables, statement);
        if (operation instanceof QueryOperation) {
            throw wrong(statement, "there must be one SELECT, as the last statement, but others follow");
        }
        if (operation instanceof ModifyOperation || operation instanceof CreateTableASOperation) {
            throw wrong(statement, "must not write to tables; a file may have " + KINDS);
        }
        if (operation instanceof SetOperation set) {
            set(tables, statement, set);
        } else if (operation instanceof CreateOperation
                || operation instanceof UseOperation
                || operation instanceof UseModulesOperation
                || operation instanceof LoadModuleOperation
                || operation instanceof AddJarOperation) {
            try {
                ((TableEnvironmentInternal) tables).executeInternal(operation);
            } catch (RuntimeException e) {
                throw wrong(statement, e);
            }
        } else {
            throw wrong(statement, "must be one of " + KINDS + " but was another statement");
        }
    }

    private void set(StreamTableEnvironment tables, Statement statement, SetOperation set) {
        String key = set.getKey().orElseThrow(() -> wrong(statement, "SET must have a key and a value but has none"));
        String value = set.getValue().orElse("");
        if (key.equals(ExecutionOptions.RUNTIME_MODE.key())
                && !value.equalsIgnoreCase(RuntimeExecutionMode.BATCH.name())) {
            throw wrong(
                    statement,
                    key + " must be batch, as tables are read to their end, but was " + ShownValue.quote(value));
        }
        tables.getConfig().set(key, value);
    }

    private Table select(StreamTableEnvironment tables, Statement statement) {
        Operation operation = parse(tables, statement);
        if (operation instanceof ModifyOperation) {
            throw wrong(statement, "must not write to tables; a file may have " + KINDS);
        }
        if (!(operation instanceof QueryOperation)) {
            throw wrong(statement, "the last statement must be a SELECT but is none");
        }
        try {
            return tables.sqlQuery(statement.padded());
        } catch (RuntimeException e) {
            throw wrong(statement, e);
        }
    }

    private Operation parse(StreamTableEnvironment tables, Statement statement) {
        try {
            return ((TableEnvironmentInternal) tables)
                    .getParser()
                    .parse(statement.padded())
                    .get(0);
        } catch (RuntimeException e) {
            throw wrong(statement, e);
        }
    }

    private RowLines.Column column(Statement statement, String name, LogicalType type) {
        return new RowLines.Column(
                name,
                RowColumn.of(type)
                        .orElseThrow(() -> wrong(
                                statement,
                                "column " + ShownValue.clean(name, MAX_NAME)
                                        + " must hold texts, numbers, truth values or times but holds "
                                        + ShownValue.clean(type.asSummaryString(), MAX_NAME))));
    }

    private static void write(StreamTableEnvironment tables, Table rows, List<RowLines.Column> columns, Path folder) {
        DataStream<RowData> stream = tables.toDataStream(
                rows, rows.getResolvedSchema().toSourceRowDataType().bridgedTo(RowData.class));
        stream.sinkTo(FileSink.forRowFormat(new org.apache.flink.core.fs.Path(folder.toUri()), new RowLines(columns))
                        .withBucketAssigner(new BasePathBucketAssigner<>())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build())
                .name("stage-rows")
                .uid("stage-rows");
    }

    private IllegalArgumentException wrong(Statement statement, String message) {
        return new IllegalArgumentException(file + ", line " + statement.line() + ": " + message);
    }

    /**
     * The first line of what was caught and of its innermost cause, and which options are at fault: further lines list the
     * options of the table, which may hold passwords.
     */
    private IllegalArgumentException wrong(Statement statement, RuntimeException e) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        List<String> outer = lines(e);
        List<String> inner = lines(cause);
        String message = outer.get(0).contains(inner.get(0)) ? outer.get(0) : outer.get(0) + " " + inner.get(0);
        if (inner.size() > 2 && OPTION_LISTS.contains(inner.get(1))) {
            message += " " + inner.get(1) + " " + inner.get(2);
        }
        String hint = inner.get(0).startsWith(NO_CONNECTOR) && !isPlannerOfFlink() ? PLANNER_IS_APART : "";
        return new IllegalArgumentException(
                file + ", line " + statement.line() + ": " + ShownValue.clean(message, MAX_MESSAGE) + hint, e);
    }

    /** Flink's own connectors are found by a planner that lies beside them alone. */
    private static boolean isPlannerOfFlink() {
        return StreamTableEnvironment.class.getClassLoader() == StreamExecutionEnvironment.class.getClassLoader();
    }

    private static List<String> lines(Throwable e) {
        List<String> lines = String.valueOf(e.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        return lines.isEmpty() ? List.of(e.getClass().getSimpleName()) : lines;
    }
}
