// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringwatch.fit.Candidate.World;

/** Candidates written as text, one a line: {@code world level accounts fraudulent variant code:weight…}. */
final class Tables {
    private static final int WORLD_ACCOUNTS = 1000;
    private static final int WORLD_FRAUDULENT = 20;

    private Tables() {}

    static CandidateTable table(String text) {
        List<Candidate> candidates = new ArrayList<>();
        text.lines().forEach(line -> candidates.add(candidate(line, candidates.size())));
        return new CandidateTable(candidates);
    }

    private static Candidate candidate(String line, int number) {
        String[] words = line.strip().split(" +");
        SortedMap<String, Double> signals = new TreeMap<>();
        for (int w = 5; w < words.length; w++) {
            String[] signal = words[w].split(":");
            signals.put(signal[0], Double.valueOf(signal[1]));
        }
        return new Candidate(
                new World(words[0], words[1], WORLD_ACCOUNTS, WORLD_FRAUDULENT),
                "R-" + number,
                Integer.parseInt(words[2]),
                Integer.parseInt(words[3]),
                words[4].equals("-") ? "" : words[4],
                signals);
    }
}
