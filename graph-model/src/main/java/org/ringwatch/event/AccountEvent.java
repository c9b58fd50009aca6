// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.event;

/**
 * One validated line of input: an account did something at an event time. Every text is canonical (NFC, trimmed, missing
 * tokens read as absent); an absent text is the empty string.
 *
 * @param eventId identifies the event within its account, 1–128 code points
 * @param eventTime milliseconds since the epoch, 2000-01-01 ≤ t &lt; 2100-01-01
 * @param eventType what happened
 * @param accountId the Apple ID or its pseudonym, 1–256 code points
 * @param deviceId device in use; for a claim the serial the claim is about
 * @param ip canonical text of the address (RFC 5952; IPv4-mapped as IPv4)
 * @param merchantId seller; service provider for a claim
 * @param wallet {@code kind:id}
 * @param beneficiaryId who received the value
 * @param amountMinor minor currency units ≥ 0; 0 when {@code currency} is empty
 * @param currency {@code [A-Z]{3}}, empty if and only if there is no amount
 * @param orderId joins purchase, refund and chargeback
 * @param productId app or SKU
 * @param outcome how the act ended
 * @param twoFactor state of two-factor authentication
 * @param familyId the account's family group
 * @param accountKind the account's kind
 * @param ipKind what stands behind the address
 * @param ipCountry ISO 3166 alpha-2, upper case
 * @param utcOffsetMinutes the account's local offset, or {@link #NO_OFFSET}
 */
public record AccountEvent(
        String eventId,
        long eventTime,
        EventType eventType,
        String accountId,
        String deviceId,
        String ip,
        String merchantId,
        String wallet,
        String beneficiaryId,
        long amountMinor,
        String currency,
        String orderId,
        String productId,
        Outcome outcome,
        TwoFactor twoFactor,
        String familyId,
        AccountKind accountKind,
        IpKind ipKind,
        String ipCountry,
        int utcOffsetMinutes) {

    /** Value of {@link #utcOffsetMinutes} when the offset is not known. */
    public static final int NO_OFFSET = Integer.MIN_VALUE;

    /** First accepted event time, 2000-01-01T00:00:00Z, in milliseconds. */
    public static final long EARLIEST_TIME = 946_684_800_000L;

    /** End (exclusive) of accepted event times, 2100-01-01T00:00:00Z, in milliseconds. */
    public static final long TIME_END = 4_102_444_800_000L;
}
