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
            w1 easy 4 4 farm/rack burst:4 claims:1
            w1 easy 9 9 farm/rack burst:3
            w1 easy 4 0 home/family claims:1 home:-3
            w1 easy 4 0 - burst:1 home:-3
            w1 easy 4 1 home/family claims:1
            w2 hard 4 4 farm/pool burst:4
            w2 hard 4 3 farm/pool burst:2 claims:1
            w2 hard 4 0 home/family claims:1
            w2 hard 9 0 - burst:4 home:-3
            w2 hard 4 0 - home:-3
            """;

    private static final CandidateTable TABLE = Tables.table(CANDIDATES);

    @TempDir
    private Path folder;

    @Test
    void countsWhatTellsMoreThanWhatDoesNot() {
        ScorerFile fitted = FitScorer.fit(TABLE, TABLE);

        assertThat(number(fitted, "share.burst")).isGreaterThan(number(fitted, "share.claims"));
        assertThat(number(fitted, "prior")).isNegative();
        assertThat(number(fitted, "prevalence")).isEqualTo(0.02);
        assertThat(fitted.get("provenance.weights.candidates")).isEqualTo("10");
        assertThat(fitted.get("provenance.weights.rings")).isEqualTo("4");
        assertThat(fitted.get("provenance.weights.left_out.easy.worlds")).isEqualTo("1");
    }

    @Test
    void givesTheSameBytesWhateverTheOrder() throws IOException {
        List<Candidate> candidates = new ArrayList<>(TABLE.candidates());
        FitScorer.fit(TABLE, TABLE).write(folder.resolve("a"));
        Collections.reverse(candidates);
        CandidateTable reversed = new CandidateTable(candidates);
        FitScorer.fit(reversed, reversed).write(folder.resolve("b"));

        assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
        List<String> keys = Files.readAllLines(folder.resolve("a")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
        assertThat(keys).isSorted().isNotEmpty();
    }

    @Test
    void foldsTheCalibrationIntoWeightsAndPrior() {
        double ridge = ShareFit.bestRidge(TABLE);
        ShareFit fit = ShareFit.of(TABLE, ridge);
        ScoreCalibration calibration = ScoreCalibration.of(TABLE, TABLE, ridge);

        ScorerFile folded = FitScorer.fit(TABLE, TABLE);

        assertThat(number(folded, "prior"))
                .isCloseTo(calibration.intercept() + calibration.slope() * fit.prior(), within(0.001));
        assertThat(number(folded, "share.burst"))
                .isCloseTo(calibration.slope() * fit.shares().get("burst"), within(0.001));
    }

    /** What each candidate's own variant taught does not count: a home that was never seen is doubted less. */
    @Test
    void aVariantIsJudgedByAFitThatHasNotSeenIt() {
        String withVariants = CANDIDATES.replace(" - ", " home/shared ");
        ScoreCalibration blind = ScoreCalibration.of(Tables.table(withVariants), Tables.table(withVariants), 1);
        ScoreCalibration seeing =
                ScoreCalibration.of(Tables.table(withVariants), Tables.table(withVariants.replace("/", "/other_")), 1);

        assertThat(blind.slope()).isLessThan(seeing.slope());
        assertThat(blind.interceptVariance()).isPositive();
        assertThat(blind.slopeVariance()).isPositive();
    }

    @Test
    void refusesToCalibrateByTwoVariants() {
        CandidateTable two = Tables.table("a easy 2 2 farm/rack burst:4\nb easy 2 0 home/family home:-3\n");

        assertThatThrownBy(() -> ScoreCalibration.of(two, TABLE, 1))
                .hasMessage("variants must be at least 3 but were 2");
    }

    private static double number(ScorerFile file, String key) {
        return Double.parseDouble(file.get(key));
    }

    @Test
    void readsWhatDetectWroteAndWhatIsTrue() throws IOException {
        CandidateTable table = CandidateTable.read(list(0));

        Candidate candidate = table.candidates().get(0);
        assertThat(table.candidates()).hasSize(1);
        assertThat(candidate.world()).isEqualTo(new Candidate.World("w", "easy", 3, 2));
        assertThat(candidate.accounts()).isEqualTo(2);
        assertThat(candidate.fraudulent()).isEqualTo(1);
        assertThat(candidate.variant()).isEmpty();
        assertThat(candidate.isReal()).isTrue();
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
                "{\"ring_id\":\"R-1\",\"accounts\":[{\"id\":\"a\"},{\"id\":\"c\"}],\"evidence\":["
                        + "{\"code\":\"burst\",\"weight\":2.5},{\"code\":\"baseline\",\"weight\":-4},"
                        + "{\"code\":\"other\",\"weight\":" + rest + "}]}\n");
        Path truth = Files.writeString(
                folder.resolve("truth.csv"),
                "account_id,ring_id,pattern,role,group,variant\na,1,farm,fraudster,,rack\nb,1,farm,fraudster,,rack\nc,,,honest,,\n");
        return Files.writeString(folder.resolve("list"), "w\teasy\t" + folder + "\t" + truth + "\n");
    }
}
