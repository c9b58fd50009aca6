// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ringwatch.fit.Candidate.World;
import org.ringwatch.fit.ShareFit.LeftOut;

/** The two steps of {@code test-data/fit} that compute: weights, then their calibration on other worlds. */
public final class FitScorer {

    private static final String SHARE = "share.";

    private FitScorer() {}

    /**
     * {@code weights LIST FILE CONFIG} fits what signals count on the listed worlds, writes it to a scorer file, and a
     * configuration of {@code detect} under which other worlds show all their candidates so weighed; {@code calibrate LIST
     * FILE} folds the calibration by the listed worlds into that file; {@code note FILE KEY VALUE} adds to its provenance.
     *
     * @throws IllegalArgumentException when they are otherwise, or a file breaks a rule
     */
    public static void main(String[] args) throws IOException {
        String step = args.length == 0 ? "" : args[0] + "/" + args.length;
        switch (step) {
            case "weights/4" -> weights(Path.of(args[1]), Path.of(args[2]), Path.of(args[3]));
            case "calibrate/3" -> calibrate(Path.of(args[1]), Path.of(args[2]));
            case "note/4" -> note(Path.of(args[1]), args[2], args[3]);
            default ->
                throw new IllegalArgumentException(
                        "must be weights LIST FILE CONFIG, calibrate LIST FILE or note FILE KEY VALUE but was "
                                + String.join(" ", args));
        }
    }

    private static void note(Path file, String key, String value) throws IOException {
        ScorerFile.read(file).put("provenance." + key, value).write(file);
    }

    static void weights(Path list, Path file, Path config) throws IOException {
        CandidateTable table = CandidateTable.read(list);
        ScorerFile written = weights(table);
        written.write(file);
        StringBuilder yaml =
                new StringBuilder("scoring:\n  least_score: 0\n  prior: " + written.get("prior") + "\n  shares:\n");
        written.startingWith(SHARE).forEach((code, share) -> yaml.append("    ")
                .append(code)
                .append(": ")
                .append(share)
                .append('\n'));
        Files.writeString(config, yaml);
    }

    /** The weights that a table of candidates gives, with where they come from. */
    static ScorerFile weights(CandidateTable table) {
        double ridge = ShareFit.bestRidge(table);
        ShareFit fit = ShareFit.of(table, ridge);
        ScorerFile file = new ScorerFile().put("prior", fit.prior());
        fit.shares().forEach((code, share) -> file.put(SHARE + code, share));
        provenance(file, "weights", table);
        file.put("provenance.weights.ridge", ridge);
        for (LeftOut level : ShareFit.leaveOneWorldOut(table, ridge)) {
            String key = "provenance.weights.left_out." + level.level() + ".";
            file.put(key + "worlds", String.valueOf(level.worlds()));
            file.put(key + "log_loss", level.logLoss());
            file.put(key + "f1", level.f1());
        }
        return file;
    }

    static void calibrate(Path list, Path file) throws IOException {
        ScorerFile weights = ScorerFile.read(file);
        calibrate(CandidateTable.read(list), weights).write(file);
    }

    /** The weights with the calibration folded in: the score stays the logistic function of the sum. */
    static ScorerFile calibrate(CandidateTable table, ScorerFile weights) {
        ScoreCalibration calibration = ScoreCalibration.of(table);
        weights.put("prior", calibration.intercept() + calibration.slope() * Double.parseDouble(weights.get("prior")));
        SortedMap<String, String> shares = new TreeMap<>(weights.startingWith(SHARE));
        shares.forEach((code, share) -> weights.put(SHARE + code, calibration.slope() * Double.parseDouble(share)));
        weights.put("prevalence", prevalence(table), 4);
        weights.put("calibration.variance.intercept", calibration.interceptVariance(), 6);
        weights.put("calibration.variance.slope", calibration.slopeVariance(), 6);
        weights.put("calibration.covariance", calibration.covariance(), 6);
        provenance(weights, "calibration", table);
        weights.put("provenance.calibration.intercept", calibration.intercept());
        return weights.put("provenance.calibration.slope", calibration.slope());
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
        file.put(key + "digest", "sha256:" + table.digest().toLowerCase(Locale.ROOT));
    }
}
