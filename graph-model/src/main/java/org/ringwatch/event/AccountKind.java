// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/** The kind of account as the provider keeps it; {@link #UNKNOWN} when the events do not tell. */
public enum AccountKind {
    UNKNOWN,
    PERSONAL,
    CHILD,
    MANAGED
}
