// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * A ring to be planted.
 *
 * @param id the truth's name for it
 * @param pattern the attack pattern's name
 * @param size accounts of the ring, victims included, at least 2
 * @param district the district its members are in
 */
record RingPlan(String id, String pattern, int size, int district) {}
