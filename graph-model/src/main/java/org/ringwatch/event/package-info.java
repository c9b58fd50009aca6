// SPDX-License-Identifier: Apache-2.0

/**
 * What happened: one validated line of input as an {@link org.ringwatch.event.AccountEvent}, and the rules that make it
 * valid.
 *
 * <p>The hot path makes no objects: a line reader fills {@link org.ringwatch.event.FieldSlices} (byte ranges by {@link
 * org.ringwatch.event.EventColumn}), {@link org.ringwatch.event.EventValidator} turns them into a {@link
 * org.ringwatch.event.ValidEvent}, whose texts are hashed in place by {@link org.ringwatch.event.SipHash}. All three are
 * reused from line to line; {@link org.ringwatch.event.ValidEvent#toAccountEvent} gives a record to keep. What is not to be kept
 * ({@link org.ringwatch.event.Privacy}) is gone when the validator returns: {@link org.ringwatch.event.Pseudonymiser} replaces ids
 * there.
 */
@NullMarked
package org.ringwatch.event;

import org.jspecify.annotations.NullMarked;
