// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * The part that something plays in a ring, and why it is thought to.
 *
 * @param role the part
 * @param reason plain English sentence
 */
record RoleFinding(Role role, String reason) {}
