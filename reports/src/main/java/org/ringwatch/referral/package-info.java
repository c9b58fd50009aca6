// SPDX-License-Identifier: Apache-2.0

/** Referral packages: what a liaison gets about one ring, and how it is checked. */
@NullMarked
package org.ringwatch.referral;

import org.jspecify.annotations.NullMarked;
