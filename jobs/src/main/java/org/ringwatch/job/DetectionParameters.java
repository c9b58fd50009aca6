// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job;

import java.io.Serializable;
import org.ringwatch.community.ClusteringMethod;
import org.ringwatch.community.ClusteringParameters;
import org.ringwatch.event.EventRules;
import org.ringwatch.job.source.ColumnMapping;
import org.ringwatch.link.Baseline;
import org.ringwatch.link.LinkParameters;
import org.ringwatch.ring.PriorParameters;
import org.ringwatch.ring.ScoringParameters;
import org.ringwatch.why.Explanation;

/**
 * Everything that decides what the detection job finds.
 *
 * @param columns how the input's columns are named
 * @param rules what makes an event valid
 * @param links how accounts are tied together
 * @param clusteringMethod how components fall into communities
 * @param clustering its parameters
 * @param scoring the scorer's weights
 * @param priors how far what people say counts
 * @param minScore score from which a ring is flagged, 0–1
 */
public record DetectionParameters(
        ColumnMapping columns,
        EventRules rules,
        LinkParameters links,
        ClusteringMethod clusteringMethod,
        ClusteringParameters clustering,
        ScoringParameters scoring,
        PriorParameters priors,
        double minScore)
        implements Serializable {

    /** Score from which a ring is flagged unless told otherwise. */
    public static final double DEFAULT_MIN_SCORE = 0.5;

    public DetectionParameters {
        if (!(minScore >= 0 && minScore <= 1)) {
            throw new IllegalArgumentException("minScore must be between 0 and 1 but was " + minScore);
        }
    }

    /** Widely shared devices and wallets link nobody in the {@code components} baseline. */
    public static final int COMPONENTS_CAP = 10;

    /** The links in force: the {@code components} method stands on plain device and wallet links. */
    public LinkParameters effectiveLinks() {
        return clusteringMethod == ClusteringMethod.COMPONENTS
                ? LinkParameters.devicesAndWallets(COMPONENTS_CAP)
                : links;
    }

    /** What the weights of a run are held against. */
    public Explanation.Scale scale(Baseline baseline) {
        LinkParameters effective = effectiveLinks();
        return new Explanation.Scale(
                Math.round(effective.pairThreshold() * 1e6),
                Math.round(baseline.rarity(2) * 1e6),
                effective.homeFactor(),
                scoring.leastScoreMicros(),
                minScoreMicros());
    }

    /** {@link #minScore} in millionths. */
    public long minScoreMicros() {
        return Math.round(minScore * 1e6);
    }

    /** These parameters with other rules of what a valid event is. */
    public DetectionParameters withRules(EventRules other) {
        return new DetectionParameters(columns, other, links, clusteringMethod, clustering, scoring, priors, minScore);
    }

    /** The defaults of every part. */
    public static DetectionParameters defaults() {
        return new DetectionParameters(
                ColumnMapping.identity(),
                EventRules.defaults(),
                LinkParameters.defaults(),
                ClusteringMethod.LEIDEN,
                ClusteringParameters.defaults(),
                ScoringParameters.defaults(),
                PriorParameters.defaults(),
                DEFAULT_MIN_SCORE);
    }
}
