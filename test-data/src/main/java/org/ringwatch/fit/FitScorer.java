// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.io.IOException;
import java.nio.file.Path;
import org.ringwatch.fit.Candidate.World;
import org.ringwatch.fit.ShareFit.LeftOut;

/** What {@code test-data/fit} computes: what signals count, then what their sum means on other worlds. */
public final class FitScorer {

    private static final String SHARE = "share.";
    private static final int ARGUMENTS = 3;

    private FitScorer() {}

    /**
     * {@code WEIGHTS CALIBRATION FILE [KEY=VALUE…]} fits on the worlds of one list, calibrates on those of the other, and
     * writes the scorer file; what follows is added to its provenance.
     *
     * @throws IllegalArgumentException when it is otherwise, or a file breaks a rule
     */
    public static void main(String[] args) throws IOException {
        if (args.length < ARGUMENTS) {
            throw new IllegalArgumentException(
                    "must be WEIGHTS CALIBRATION FILE [KEY=VALUE…] but was " + String.join(" ", args));
        }
        ScorerFile file = fit(CandidateTable.read(Path.of(args[0])), CandidateTable.read(Path.of(args[1])));
        for (int a = ARGUMENTS; a < args.length; a++) {
            String[] note = args[a].split("=", 2);
            if (note.length < 2) {
                throw new IllegalArgumentException("provenance must be KEY=VALUE but was " + args[a]);
            }
            file.put("provenance." + note[0], note[1]);
        }
        file.write(Path.of(args[2]));
    }

    /**
     * The scorer that two tables of candidates give, with where it comes from. The calibration is folded into weights and
     * prior: the score stays the logistic function of the sum.
     *
     * @param training fits what signals count
     * @param others candidates of other worlds, which calibrate
     */
    static ScorerFile fit(CandidateTable training, CandidateTable others) {
        double ridge = ShareFit.bestRidge(training);
        ShareFit fit = ShareFit.of(training, ridge);
        ScoreCalibration calibration = ScoreCalibration.of(others, training, ridge);
        ScorerFile file = new ScorerFile();
        file.put("prior", calibration.intercept() + calibration.slope() * fit.prior());
        fit.shares().forEach((code, share) -> file.put(SHARE + code, calibration.slope() * share));
        file.put("prevalence", prevalence(others), 4);
        file.put("calibration.variance.intercept", calibration.interceptVariance(), 6);
        file.put("calibration.variance.slope", calibration.slopeVariance(), 6);
        file.put("calibration.covariance", calibration.covariance(), 6);
        provenance(file, "weights", training);
        file.put("provenance.weights.ridge", ridge);
        for (LeftOut level : ShareFit.leaveOneWorldOut(training, ridge)) {
            String key = "provenance.weights.left_out." + level.level() + ".";
            file.put(key + "worlds", String.valueOf(level.worlds()));
            file.put(key + "log_loss", level.logLoss());
            file.put(key + "f1", level.f1());
        }
        provenance(file, "calibration", others);
        file.put("provenance.calibration.intercept", calibration.intercept());
        return file.put("provenance.calibration.slope", calibration.slope());
    }

    /** Share of the accounts of all worlds that belong to a planted ring. */
    private static double prevalence(CandidateTable table) {
        double fraudulent = table.worlds().stream().mapToInt(World::fraudulent).sum();
        return fraudulent / table.worlds().stream().mapToInt(World::accounts).sum();
    }

    private static void provenance(ScorerFile file, String step, CandidateTable table) {
        String key = "provenance." + step + ".";
        file.put(key + "worlds", String.valueOf(table.worlds().size()));
        file.put(key + "candidates", String.valueOf(table.candidates().size()));
        file.put(key + "rings", String.valueOf(table.real()));
        file.put(key + "digest", "sha256:" + table.digest());
    }
}
