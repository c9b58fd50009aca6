// SPDX-License-Identifier: Apache-2.0

/**
 * What happened: one validated line of input as an {@link org.ringwatch.event.AccountEvent}, and the rules that make it
 * valid.
 */
@NullMarked
package org.ringwatch.event;

import org.jspecify.annotations.NullMarked;
