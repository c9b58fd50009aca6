// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * What is bought.
 *
 * @param shop merchant id
 * @param wallet who pays; empty when unknown
 * @param player the game account that receives the goods; empty for none
 * @param price in minor units of the account's currency
 */
record Deal(String shop, String wallet, String player, long price) {}
