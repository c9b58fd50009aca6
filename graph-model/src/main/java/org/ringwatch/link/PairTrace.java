// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.util.List;

/**
 * How the evidence on the account asked about and another one was summed.
 *
 * @param order order hash of the other account
 * @param secret secret hash of it
 * @param evidenceMicros what the items weigh together, millionths
 * @param steps what each rule took off; with the evidence they add up to the weight
 * @param weightMicros the weight of the pair, millionths
 * @param tied whether that reaches the threshold
 */
public record PairTrace(
        long order, long secret, long evidenceMicros, List<Step> steps, long weightMicros, boolean tied) {}
