// SPDX-License-Identifier: Apache-2.0

/**
 * The finding and why: a scored community is a {@link org.ringwatch.ring.Ring} with its members, links, evidence and
 * losses. All numbers are fixed point, so that sums do not depend on order.
 */
@NullMarked
package org.ringwatch.ring;

import org.jspecify.annotations.NullMarked;
