// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * A ring to be planted.
 *
 * @param id the truth's name for it
 * @param how the attack pattern's variant
 * @param size accounts of the ring, victims included, at least 2
 * @param district the district its members are in
 */
record RingPlan(String id, AttackVariant how, int size, int district) {}
