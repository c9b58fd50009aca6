// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON Schemas of rings: in the output of {@code detect}, and in each profile of a package. */
final class Schemas {
    private static final String RINGS = "/org/ringwatch/export/rings.schema.json";

    private Schemas() {}

    /** The schema of {@code ring.json} in a profile. */
    static String text(Profile profile) {
        return read(
                switch (profile) {
                    case INTERNAL -> RINGS;
                    case DISCLOSURE, SHARE -> "referral.schema.json";
                    case STATS -> "statistics.schema.json";
                });
    }

    /** The schema of a line of {@code rings.jsonl}. */
    static Schema ofRings() {
        return schema(read(RINGS));
    }

    static Schema of(Profile profile) {
        return schema(text(profile));
    }

    /** What is wrong with a JSON text, the first fault only; empty if nothing is. */
    static List<String> faults(Schema schema, String json) {
        try {
            List<Error> errors = schema.validate(json, InputFormat.JSON);
            return errors.stream().limit(1).map(Error::toString).toList();
        } catch (RuntimeException e) {
            return List.of("it is no JSON that can be read");
        }
    }

    private static Schema schema(String text) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
    }

    private static String read(String name) {
        try (InputStream in = Schemas.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " must be in the jar but is not");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
