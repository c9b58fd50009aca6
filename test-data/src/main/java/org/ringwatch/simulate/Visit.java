// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * Somebody using an account on a device at an address.
 *
 * @param device the device id as the events show it
 */
record Visit(Account account, String device, Spot spot) {}
