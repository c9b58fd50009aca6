// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ringwatch.lineage.EarlierRing;
import org.ringwatch.lineage.EarlierRings;

/** Reads the rings of an earlier output, to follow them into a new one. */
public final class PreviousOutput {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MICRO_DIGITS = 6;

    private PreviousOutput() {}

    /**
     * Reads an earlier output.
     *
     * @param folder as the user named it
     * @throws IllegalArgumentException naming the option, the rule and the folder, if it is no complete output of {@code detect}, a
     *     file is not what its manifest says, or a ring cannot be read
     */
    public static EarlierRings read(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(Manifest.SUCCESS))) {
            throw refusal("a complete output of detect, with " + Manifest.SUCCESS + " in it,", folder, "");
        }
        String hash;
        try {
            Manifest.requireUnchanged(folder);
            hash = Manifest.sha256(folder.resolve(RingLines.FILE));
        } catch (IOException e) {
            throw refusal("an output that is what its " + Manifest.FILE + " says", folder, ": " + e.getMessage());
        }
        if (!Files.readAllLines(folder.resolve(Manifest.FILE)).contains(hash + "  " + RingLines.FILE)) {
            throw refusal("an output whose " + Manifest.FILE + " lists " + RingLines.FILE, folder, "");
        }
        try {
            return new EarlierRings(folder.toString(), hash, rings(folder.resolve(RingLines.FILE)));
        } catch (IllegalArgumentException | CharacterCodingException | JsonProcessingException e) {
            String why = e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
            throw refusal("an output of detect with rings that can be read", folder, ": " + why);
        }
    }

    private static List<EarlierRing> rings(Path file) throws IOException {
        List<EarlierRing> rings = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rings.add(ring(JSON.readTree(line)));
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        return rings;
    }

    private static EarlierRing ring(JsonNode ring) {
        return new EarlierRing(
                RingFiles.requireRingId(ring.required("ring_id").asText()),
                RingFiles.requireRingId(ring.required("case_id").asText()),
                ring.required("ring_version").asText(),
                ring.required("flagged").asBoolean(),
                new BigDecimal(ring.required("score").asText())
                        .movePointRight(MICRO_DIGITS)
                        .longValue(),
                millis(ring.required("first_seen")),
                texts(ring.required("accounts"), account -> account.required("id")),
                decided(ring.required("dispositions")));
    }

    /** The decision on the whole ring, if the output tells who joined since; outputs of old versions do not. */
    private static List<EarlierRing.Decided> decided(JsonNode dispositions) {
        List<EarlierRing.Decided> decided = new ArrayList<>();
        for (JsonNode disposition : dispositions) {
            if (disposition.path("account_id").isNull()
                    && disposition.path("joined_since").isArray()) {
                decided.add(new EarlierRing.Decided(
                        millis(disposition.required("utc")),
                        disposition.required("analyst").asText(),
                        texts(disposition.path("joined_since"), account -> account)));
            }
        }
        return decided;
    }

    private static List<String> texts(JsonNode array, UnaryOperator<JsonNode> text) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(text.apply(node).asText()));
        return texts;
    }

    private static long millis(JsonNode time) {
        return Instant.parse(time.asText()).toEpochMilli();
    }

    private static IllegalArgumentException refusal(String rule, Path folder, String why) {
        return new IllegalArgumentException(
                SafeText.display("--previous must be " + rule + " but was " + folder + why));
    }
}
