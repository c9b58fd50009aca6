// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/** What an analyst may decide about a ring or an account. */
public enum Decision {
    /** It is fraud. */
    CONFIRMED_RISK,
    /** It was worth looking at. */
    VALUABLE_ALERT,
    /** It is none: not to be shown again unless evidence comes. */
    FALSE_POSITIVE,
    /** What was decided before does not hold any more. */
    UNSET
}
