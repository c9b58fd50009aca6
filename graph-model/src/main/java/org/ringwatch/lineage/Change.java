// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.lineage;

/** What became of a ring since the earlier output. */
public enum Change {
    /** No earlier ring turned into it. */
    BORN,
    /** One earlier ring turned into it alone and has as many accounts. */
    CONTINUED,
    /** One earlier ring turned into it alone and had fewer accounts. */
    GROWN,
    /** One earlier ring turned into it alone and had more accounts. */
    SHRUNK,
    /** Several earlier rings turned into it. */
    MERGED,
    /** The one earlier ring that turned into it turned into others, too. */
    SPLIT,
    /** An earlier ring that turned into none. */
    DISSOLVED
}
