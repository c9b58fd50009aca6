// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.util.List;
import java.util.Locale;

/** The honest readings that are considered for every ring, in order of code. */
final class InnocentExplanations {
    private static final double MOST = 0.5;

    private InnocentExplanations() {}

    static List<InnocentExplanation> of(CommunityView view) {
        double home = RingScorer.explainedShare(view, CommunityView.Tie::explained);
        double family = RingScorer.explainedShare(view, CommunityView.Tie::inFamily);
        double addressOnly = RingScorer.explainedShare(view, CommunityView.Tie::byAddressesAlone);
        int together = view.synchronous(RingScorer.SAME_DAY_MINUTES).size();
        boolean handedOn = view.size() == 2 && together == 0;
        return List.of(
                share("family", family, "of the ties are inside one family group"),
                share("household", home, "of the ties are between accounts that live at one address or in one family"),
                new InnocentExplanation(
                        "second_hand",
                        handedOn,
                        handedOn
                                ? "the two accounts never used what they share on the same day: it may have changed hands"
                                : together + " of " + view.size()
                                        + " accounts used a shared thing on the same day as another: it did not just"
                                        + " change hands"),
                share("shared_network", addressOnly, "of the ties rest on addresses alone"));
    }

    private static InnocentExplanation share(String code, double share, String what) {
        return new InnocentExplanation(
                code, share >= MOST, String.format(Locale.ROOT, "%d %% %s", Math.round(100 * share), what));
    }
}
