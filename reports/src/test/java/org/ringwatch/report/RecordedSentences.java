// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.ringwatch.ring.EntityType;

/** The sentences that an output holds, and what must be true of each. */
public final class RecordedSentences {
    private static final Sentences AGAIN = Sentences.in(Texts.in(Language.ENGLISH));
    private static final Sentences CHINESE = Sentences.in(Texts.in(Language.SIMPLIFIED_CHINESE));

    private RecordedSentences() {}

    /** All of an output, near misses included. */
    public static Set<String> of(Path output) throws IOException {
        Set<String> sentences = new TreeSet<>();
        RingFolder folder = new RingFolder(output);
        folder.forEachRing((ring, line, events) -> {
            ring.evidence().forEach(item -> sentences.add(item.text()));
            ring.innocentExplanations().forEach(item -> sentences.add(item.text()));
            ring.dispositions().forEach(item -> sentences.add(item.text()));
            for (EntityType type : EntityType.values()) {
                ring.members(type).forEach(member -> sentences.add(member.roleReason()));
            }
        });
        try (CSVParser hubs = folder.table("hubs.csv")) {
            for (CSVRecord hub : hubs) {
                sentences.add(hub.get("reason"));
            }
        }
        return sentences;
    }

    /** Requires that one pattern matches, that it makes the same sentence again, and another one in Chinese. */
    public static void requireKnown(String sentence) {
        assertThat(AGAIN.keysOf(sentence)).as(sentence).hasSize(1);
        assertThat(AGAIN.translate(sentence)).as("made again").contains(sentence);
        Sentences.Said said = CHINESE.say(sentence);
        assertThat(said.isTranslated()).as(sentence).isTrue();
        assertThat(said.text())
                .as(sentence)
                .containsPattern("\\p{IsHan}")
                .doesNotContainPattern("[{}]|(?!VPN)[A-Za-z]{3,}|\\p{IsHan} \\p{IsHan}");
    }
}
