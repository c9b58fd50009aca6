// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

/**
 * An analyst's decision on a ring or on an account.
 *
 * @param caseId the case it was taken in
 * @param ringVersion which state of the ring it is about, empty if that was not told
 * @param accountId the account that it is about, empty for the whole ring
 * @param decision what was decided
 * @param reason why, empty if that was not told; untrusted text
 * @param analyst who decided, empty if that was not told; untrusted text
 * @param utc when, epoch milliseconds
 */
public record Disposition(
        String caseId,
        String ringVersion,
        String accountId,
        Decision decision,
        String reason,
        String analyst,
        long utc) {

    /** Whether it is about the whole ring. */
    public boolean isOfRing() {
        return accountId.isEmpty();
    }
}
