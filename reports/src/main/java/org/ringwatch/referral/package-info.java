// SPDX-License-Identifier: Apache-2.0

/**
 * Referral packages: what a liaison gets about one ring, and how it is checked.
 *
 * <p>The way through: {@link org.ringwatch.referral.Referral} reads a ring and requires that a person decided and approved; {@code Redaction} says of each id
 * whether the recipient sees it, and {@code ReferredRing} is the ring after that: every file is made of it alone. {@code Bag} adds manifests and
 * signature; {@link org.ringwatch.referral.CustodyLog} goes on beside the package. {@link org.ringwatch.referral.Verification} checks all of it, taking nothing
 * in a package for true.
 */
@NullMarked
package org.ringwatch.referral;

import org.jspecify.annotations.NullMarked;
