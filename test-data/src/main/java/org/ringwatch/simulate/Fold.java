// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/** Which worlds hold a variant: those that a scorer is fitted on, those it is tested on, or both. */
enum Fold {
    BOTH,
    TRAINING,
    HELD_OUT
}
