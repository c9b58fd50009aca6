// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.prior;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ringwatch.lineage.EarlierRings;
import org.ringwatch.link.ConfirmedAccounts;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.TrustedPlaces;
import org.ringwatch.ring.Decision;
import org.ringwatch.ring.Dispositions;
import org.ringwatch.ring.PriorParameters;
import org.ringwatch.ring.Priors;

/**
 * What people say about places, accounts and rings, by name. What they say about ids and networks is part of the {@link
 * org.ringwatch.event.EventRules}.
 *
 * @param trusted places that tie nobody
 * @param confirmed accounts known to be part of fraud
 * @param dispositions what was decided
 * @param earlier the rings of an earlier output
 * @param version how the version is told that a decision refers to
 */
public record SideInputs(
        List<TrustedPlaces.Place> trusted,
        List<String> confirmed,
        Dispositions dispositions,
        EarlierRings earlier,
        Priors.RingVersion version) {

    /** Nobody said anything. */
    public static final SideInputs NONE =
            new SideInputs(List.of(), List.of(), Dispositions.NONE, EarlierRings.NONE, ring -> "");

    /** The trusted places under the run's hasher. */
    public TrustedPlaces trustedPlaces(IdHasher hasher) {
        return TrustedPlaces.of(trusted, hasher);
    }

    /**
     * What counts in scoring. Accounts that a decision confirmed count like listed ones; those that one called a false positive
     * do not count, listed or not.
     */
    public Priors priors(PriorParameters parameters, IdHasher hasher) {
        Set<String> accounts = new HashSet<>(confirmed);
        accounts.addAll(dispositions.accounts(Decision.CONFIRMED_RISK));
        dispositions.accounts(Decision.FALSE_POSITIVE).forEach(accounts::remove);
        return new Priors(parameters, ConfirmedAccounts.of(accounts, hasher), dispositions, earlier, version);
    }
}
