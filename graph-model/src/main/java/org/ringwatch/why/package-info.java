// SPDX-License-Identifier: Apache-2.0

/**
 * Answers to a complaint: what the detection found about one account, or about two of them, and why. The stages of the
 * detection write down what they do for the accounts of an {@link org.ringwatch.link.Inquiry} while they do it; {@link
 * org.ringwatch.why.Traces} gathers that, and {@link org.ringwatch.why.Explanation} puts it in order under names. Nothing is
 * decided here a second time.
 */
@NullMarked
package org.ringwatch.why;

import org.jspecify.annotations.NullMarked;
