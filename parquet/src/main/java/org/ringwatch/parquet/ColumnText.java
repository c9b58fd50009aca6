// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.parquet;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;
import org.ringwatch.job.source.JsonRow;

/**
 * How the values of a column are written down, by the rules of {@link JsonRow}; an instant as milliseconds since 1970.
 */
interface ColumnText {
    /**
     * Writes the value that the reader is at.
     *
     * @throws RuntimeException if it is none of the column's type
     */
    void write(ColumnReader reader, JsonRow row);

    /** How the values of such a column are written; nothing if they are not. */
    static Optional<ColumnText> of(Type column) {
        if (!column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED)) {
            return Optional.empty();
        }
        PrimitiveType primitive = column.asPrimitiveType();
        return Optional.ofNullable(Values.of(primitive.getPrimitiveTypeName(), primitive.getLogicalTypeAnnotation()));
    }

    /** What the values of a column are that are not written, in a word. */
    static String described(Type column) {
        LogicalTypeAnnotation type = column.getLogicalTypeAnnotation();
        if (type != null) {
            return type.toString().toLowerCase(Locale.ROOT);
        }
        return column.isRepetition(Type.Repetition.REPEATED) ? "lists" : "groups of columns";
    }

    /** Chooses by type. */
    final class Values {
        private static final int MAX_DECIMAL_DIGITS = 76;
        private static final int MAX_DECIMAL_BYTES = 64;
        private static final long NANOS_PER_MILLI = 1_000_000;
        private static final long NANOS_PER_MICRO = 1_000;
        private static final long MICROS_PER_MILLI = 1_000;
        private static final long MILLIS_PER_DAY = 86_400_000;
        private static final long JULIAN_DAY_OF_EPOCH = 2_440_588;
        private static final int UUID_BYTES = 16;

        private Values() {}

        private static @Nullable ColumnText of(PrimitiveTypeName stored, @Nullable LogicalTypeAnnotation type) {
            return switch (stored) {
                case BOOLEAN -> (reader, row) -> row.plain(reader.getBoolean() ? "true" : "false");
                case INT32 -> ofInt32(type);
                case INT64 -> ofInt64(type);
                case FLOAT -> (reader, row) -> row.number(reader.getFloat());
                case DOUBLE -> (reader, row) -> row.number(reader.getDouble());
                case INT96 -> (reader, row) -> row.plain(Long.toString(millisOfInt96(reader.getBinary())));
                case BINARY, FIXED_LEN_BYTE_ARRAY -> ofBytes(stored, type);
            };
        }

        private static @Nullable ColumnText ofInt32(@Nullable LogicalTypeAnnotation type) {
            if (type == null) {
                return (reader, row) -> row.plain(Integer.toString(reader.getInteger()));
            }
            if (type instanceof IntLogicalTypeAnnotation number) {
                return number.isSigned()
                        ? (reader, row) -> row.plain(Integer.toString(reader.getInteger()))
                        : (reader, row) -> row.plain(Integer.toUnsignedString(reader.getInteger()));
            }
            if (type instanceof DecimalLogicalTypeAnnotation decimal) {
                return ofDecimal(decimal, reader -> BigInteger.valueOf(reader.getInteger()));
            }
            if (type instanceof DateLogicalTypeAnnotation) {
                return (reader, row) -> row.date(reader.getInteger());
            }
            if (type instanceof TimeLogicalTypeAnnotation) {
                return (reader, row) -> row.timeOfDay(reader.getInteger() * NANOS_PER_MILLI);
            }
            return null;
        }

        private static @Nullable ColumnText ofInt64(@Nullable LogicalTypeAnnotation type) {
            if (type == null) {
                return (reader, row) -> row.plain(Long.toString(reader.getLong()));
            }
            if (type instanceof IntLogicalTypeAnnotation number) {
                return number.isSigned()
                        ? (reader, row) -> row.plain(Long.toString(reader.getLong()))
                        : (reader, row) -> row.plain(Long.toUnsignedString(reader.getLong()));
            }
            if (type instanceof DecimalLogicalTypeAnnotation decimal) {
                return ofDecimal(decimal, reader -> BigInteger.valueOf(reader.getLong()));
            }
            if (type instanceof TimeLogicalTypeAnnotation time) {
                long nanos = time.getUnit() == TimeUnit.MICROS ? NANOS_PER_MICRO : 1;
                return (reader, row) -> row.timeOfDay(Math.multiplyExact(reader.getLong(), nanos));
            }
            if (type instanceof TimestampLogicalTypeAnnotation time) {
                long units =
                        switch (time.getUnit()) {
                            case MILLIS -> 1;
                            case MICROS -> MICROS_PER_MILLI;
                            case NANOS -> NANOS_PER_MILLI;
                        };
                return time.isAdjustedToUTC()
                        ? (reader, row) -> row.plain(Long.toString(Math.floorDiv(reader.getLong(), units)))
                        : (reader, row) -> row.local(Math.floorDiv(reader.getLong(), units));
            }
            return null;
        }

        private static @Nullable ColumnText ofBytes(PrimitiveTypeName stored, @Nullable LogicalTypeAnnotation type) {
            if (type instanceof DecimalLogicalTypeAnnotation decimal) {
                return ofDecimal(decimal, reader -> unscaled(reader.getBinary()));
            }
            if (type instanceof UUIDLogicalTypeAnnotation && stored == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
                return (reader, row) -> writeUuid(reader.getBinary(), row);
            }
            boolean isText = type == null
                    || type instanceof StringLogicalTypeAnnotation
                    || type instanceof EnumLogicalTypeAnnotation
                    || type instanceof JsonLogicalTypeAnnotation;
            return isText ? (reader, row) -> row.text(reader.getBinary().getBytesUnsafe()) : null;
        }

        private interface Unscaled {
            BigInteger of(ColumnReader reader);
        }

        private static @Nullable ColumnText ofDecimal(DecimalLogicalTypeAnnotation type, Unscaled unscaled) {
            int scale = type.getScale();
            return type.getPrecision() > MAX_DECIMAL_DIGITS || scale < 0 || scale > MAX_DECIMAL_DIGITS
                    ? null
                    : (reader, row) -> row.decimal(unscaled.of(reader), scale);
        }

        private static BigInteger unscaled(Binary bytes) {
            if (bytes.length() > MAX_DECIMAL_BYTES) {
                throw new IllegalArgumentException(
                        "a decimal must have at most " + MAX_DECIMAL_BYTES + " bytes but has " + bytes.length());
            }
            return new BigInteger(bytes.getBytesUnsafe());
        }

        /** As Spark, Hive and Impala write an instant: nanoseconds of the day, then the Julian day. */
        private static long millisOfInt96(Binary value) {
            ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe()).order(ByteOrder.LITTLE_ENDIAN);
            long nanos = bytes.getLong();
            long day = bytes.getInt() - JULIAN_DAY_OF_EPOCH;
            return day * MILLIS_PER_DAY + Math.floorDiv(nanos, NANOS_PER_MILLI);
        }

        private static void writeUuid(Binary value, JsonRow row) {
            ByteBuffer bytes = ByteBuffer.wrap(value.getBytesUnsafe());
            if (bytes.remaining() != UUID_BYTES) {
                throw new IllegalArgumentException("a UUID must have 16 bytes but has " + bytes.remaining());
            }
            row.quoted(new UUID(bytes.getLong(), bytes.getLong()).toString());
        }
    }
}
