// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitScorerTest {

    /** Burst tells rings from families, claims tell nothing, a home speaks against. */
    private static final String CANDIDATES =
            """
            w1 easy 4 4 0 burst:4 claims:1
            w1 easy 9 9 0 burst:3
            w1 easy 4 0 0 claims:1 home:-3
            w1 easy 4 0 0 burst:1 home:-3
            w1 easy 4 1 0 claims:1
            w2 hard 4 4 0 burst:4
            w2 hard 4 3 0 burst:2 claims:1
            w2 hard 4 0 0 claims:1
            w2 hard 9 0 0 burst:4 home:-3
            w2 hard 4 0 0 home:-3
            """;

    @TempDir
    private Path folder;

    @Test
    void countsWhatTellsMoreThanWhatDoesNot() {
        ScorerFile fitted = FitScorer.weights(Tables.table(CANDIDATES));

        double burst = Double.parseDouble(fitted.get("share.burst"));
        assertThat(burst).isGreaterThan(Double.parseDouble(fitted.get("share.claims")));
        assertThat(Double.parseDouble(fitted.get("prior"))).isLessThan(0);
        assertThat(fitted.get("provenance.weights.candidates")).isEqualTo("10");
        assertThat(fitted.get("provenance.weights.rings")).isEqualTo("4");
        assertThat(fitted.get("provenance.weights.left_out.easy.worlds")).isEqualTo("1");
    }

    @Test
    void givesTheSameBytesWhateverTheOrder() throws IOException {
        List<Candidate> candidates = new ArrayList<>(Tables.table(CANDIDATES).candidates());
        FitScorer.weights(new CandidateTable(candidates)).write(folder.resolve("a"));
        Collections.reverse(candidates);
        FitScorer.weights(new CandidateTable(candidates)).write(folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
        List<String> keys = Files.readAllLines(folder.resolve("a")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(keys).isSorted().isNotEmpty();
    }

    /** Scores that say three of four and one of four where that is so, but twice as sure as they may be. */
    @Test
    void foldsTheCalibrationIntoWeightsAndPrior() {
        StringBuilder worlds = new StringBuilder();
        for (String world : List.of("a", "b", "c")) {
            for (int i = 0; i < 4; i++) {
                worlds.append(world).append(" easy 2 ").append(i < 3 ? 2 : 0).append(" 2.1972245773362196\n");
                worlds.append(world).append(" easy 2 ").append(i < 1 ? 1 : 0).append(" -2.1972245773362196\n");
            }
        }
        ScorerFile weights = new ScorerFile().put("prior", -3.0).put("share.burst", 0.8);

        ScorerFile folded = FitScorer.calibrate(Tables.table(worlds.toString()), weights);

        assertThat(Double.parseDouble(folded.get("prior"))).isCloseTo(-1.5, within(0.001));
        assertThat(Double.parseDouble(folded.get("share.burst"))).isCloseTo(0.4, within(0.001));
        assertThat(folded.get("prevalence")).isEqualTo("0.02");
        assertThat(folded.get("calibration.variance.slope")).isEqualTo("0");
    }

    @Test
    void worldsThatDisagreeMakeTheCalibrationUncertain() {
        ScoreCalibration calibration = ScoreCalibration.of(
                Tables.table(
                        """
                a easy 2 2 1
                a easy 2 0 1
                a easy 2 0 -1
                b easy 2 2 1
                b easy 2 2 -1
                b easy 2 0 -1
                c easy 2 2 1
                c easy 2 0 -1
                c easy 2 0 -1
                """));

        assertThat(calibration.interceptVariance()).isGreaterThan(0.01);
        assertThat(calibration.slopeVariance()).isGreaterThan(0.01);
    }

    @Test
    void refusesToCalibrateByTwoWorlds() {
        assertThatThrownBy(() -> ScoreCalibration.of(Tables.table("a easy 2 2 1\nb easy 2 0 -1\n")))
                .hasMessage("worlds must be at least 3 but were 2");
    }

    @Test
    void readsWhatDetectWroteAndWhatIsTrue() throws IOException {
        CandidateTable table = CandidateTable.read(list(0));

        Candidate candidate = table.candidates().get(0);
        assertThat(table.candidates()).hasSize(1);
        assertThat(candidate.world()).isEqualTo(new Candidate.World("w", "easy", 3, 2));
        assertThat(candidate.accounts()).isEqualTo(2);
        assertThat(candidate.fraudulent()).isEqualTo(1);
        assertThat(candidate.isReal()).isTrue();
        assertThat(candidate.logOdds()).isEqualTo(-1.5);
        assertThat(candidate.signals()).containsExactly(Map.entry("burst", 2.5));
    }

    @Test
    void refusesSignalsThatWereNotTold() throws IOException {
        Path list = list(0.5);
        assertThatThrownBy(() -> CandidateTable.read(list))
                .hasMessageEndingWith("all signals must be told but some were not: raise scoring.max_evidence");
    }

    private Path list(double rest) throws IOException {
        Files.writeString(
                folder.resolve("rings.jsonl"),
                "{\"ring_id\":\"R-1\",\"log_odds\":-1.5,\"accounts\":[{\"id\":\"a\"},{\"id\":\"c\"}],\"evidence\":["
                        + "{\"code\":\"burst\",\"weight\":2.5},{\"code\":\"baseline\",\"weight\":-4},"
                        + "{\"code\":\"other\",\"weight\":" + rest + "}]}\n");
        Path truth = Files.writeString(
                folder.resolve("truth.csv"),
                "account_id,ring_id,pattern,role,group\na,1,farm,fraudster,\nb,1,farm,fraudster,\nc,,,honest,\n");
        return Files.writeString(folder.resolve("list"), "w\teasy\t" + folder + "\t" + truth + "\n");
    }
}
