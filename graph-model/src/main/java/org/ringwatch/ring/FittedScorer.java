// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What {@code test-data/fit} found on simulated worlds and wrote to the resource {@code scorer.properties}, which also says
 * from what.
 *
 * @param prior log-odds of a community before any evidence
 * @param prevalence share of accounts in rings in the worlds of the calibration, 0–1 exclusive
 * @param shares for each signal's code, what its weight counts, at least 0
 * @param uncertainty of the calibration
 */
record FittedScorer(double prior, double prevalence, Map<String, Double> shares, Uncertainty uncertainty) {

    private static final String RESOURCE = "scorer.properties";
    private static final String SHARE = "share.";
    private static final FittedScorer IN_USE = read();

    /**
     * Variance of the line that calibrates log-odds, were one variant of fraud or of a look-alike not known (jackknife).
     *
     * @param intercept variance of its intercept
     * @param slope variance of its slope
     * @param covariance of the two
     */
    record Uncertainty(double intercept, double slope, double covariance) {

        /** Variance of the calibrated log-odds where they are {@code logOdds}, at least 0. */
        double variance(double logOdds) {
            return Math.max(0, intercept + 2 * logOdds * covariance + logOdds * logOdds * slope);
        }
    }

    /** The fit in use. */
    static FittedScorer load() {
        return IN_USE;
    }

    private static FittedScorer read() {
        try (InputStream stream = FittedScorer.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the program");
            }
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /**
     * The fit that a file tells.
     *
     * @throws IllegalArgumentException when a number is missing or none
     */
    static FittedScorer read(Reader text) throws IOException {
        Properties properties = new Properties();
        properties.load(text);
        Map<String, Double> shares = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith(SHARE)) {
                shares.put(key.substring(SHARE.length()), number(properties, key));
            }
        }
        return new FittedScorer(
                number(properties, "prior"),
                number(properties, "prevalence"),
                shares,
                new Uncertainty(
                        number(properties, "calibration.variance.intercept"),
                        number(properties, "calibration.variance.slope"),
                        number(properties, "calibration.covariance")));
    }

    private static double number(Properties properties, String key) {
        String text = properties.getProperty(key, "");
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(RESOURCE + ": " + key + " must be a number but was \"" + text + "\"", e);
        }
    }
}
