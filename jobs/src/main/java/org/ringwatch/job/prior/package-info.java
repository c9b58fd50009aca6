// SPDX-License-Identifier: Apache-2.0

/**
 * What people say beside the events: confirmed accounts, trusted places, networks, aliases and dispositions. {@link
 * org.ringwatch.job.prior.SideInputReader} reads the lists where the job is planned, so a cluster needs none of the files; what
 * the operators get is compact ({@link org.ringwatch.link.TrustedPlaces}, {@link org.ringwatch.link.ConfirmedAccounts}, {@link
 * org.ringwatch.event.Aliases}, {@link org.ringwatch.event.Networks}, {@link org.ringwatch.ring.Dispositions}).
 */
@NullMarked
package org.ringwatch.job.prior;

import org.jspecify.annotations.NullMarked;
