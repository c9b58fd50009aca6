// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.export.SafeText;
import org.ringwatch.pseudonym.PseudonymKey;
import org.ringwatch.pseudonym.Pseudonyms;

/**
 * What a package shall be: for whom, on what basis, approved by whom. Texts are empty if they were not given.
 *
 * @param tlp never wider than the profile allows
 * @param retainUntil the recipient keeps the package no longer
 * @param action what was done or is asked for
 * @param overrideReason why there may be a package without a decision on this version of the ring
 * @param nameVictims why victims and bystanders are named in the profile disclosure
 * @param approval the approver's signed statement
 * @param pseudonymKey absent only in the profile internal
 * @param signingKey signs the package
 * @param clearIds resolves the pseudonyms of a pseudonymised run first; absent to take them for ids
 */
public record ReferralOptions(
        Profile profile,
        Tlp tlp,
        String recipient,
        String reference,
        String legalBasis,
        @Nullable LocalDate retainUntil,
        String contact,
        String action,
        String approvedBy,
        Instant approvedAt,
        String overrideReason,
        String nameVictims,
        Optional<Approval> approval,
        Optional<PseudonymKey> pseudonymKey,
        Optional<SigningKey> signingKey,
        Optional<ClearIds> clearIds) {

    private static final int MAX_TEXT = 500;

    public ReferralOptions {
        requireText(profile, "--approved-by", approvedBy);
        if (tlp.isWiderThan(profile.widest())) {
            throw new IllegalArgumentException("--tlp must not be wider than "
                    + profile.widest().label() + " with the profile " + profile.label() + " but was " + tlp.label());
        }
        if (profile == Profile.DISCLOSURE) {
            requireText(profile, "--reference", reference);
            requireText(profile, "--legal-basis", legalBasis);
            if (retainUntil == null) {
                throw missing("--retain-until", profile);
            }
        }
        if (profile != Profile.INTERNAL) {
            requireText(profile, "--recipient", recipient);
            if (pseudonymKey.isEmpty()) {
                throw missing("--pseudonym-key", profile);
            }
        }
        if (!nameVictims.isEmpty() && profile != Profile.DISCLOSURE) {
            throw new IllegalArgumentException(
                    "--name-victims must come with the profile disclosure but came with " + profile.label());
        }
        texts(recipient, reference, legalBasis, contact, action, approvedBy, overrideReason, nameVictims)
                .forEach(ReferralOptions::requireLine);
        approval.ifPresent(statement -> {
            if (!statement.name().equals(approvedBy) || !statement.utc().equals(approvedAt)) {
                throw new IllegalArgumentException(
                        "--approved-by and --approved-at must be those of --approval but are " + approvedBy + " and "
                                + approvedAt);
            }
        });
    }

    private static Map<String, String> texts(
            String recipient,
            String reference,
            String legalBasis,
            String contact,
            String action,
            String approvedBy,
            String overrideReason,
            String nameVictims) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("--recipient", recipient);
        texts.put("--reference", reference);
        texts.put("--legal-basis", legalBasis);
        texts.put("--contact", contact);
        texts.put("--action", action);
        texts.put("--approved-by", approvedBy);
        texts.put("--override-reason", overrideReason);
        texts.put("--name-victims", nameVictims);
        return texts;
    }

    /** What people wrote, by option. */
    Map<String, String> texts() {
        return texts(recipient, reference, legalBasis, contact, action, approvedBy, overrideReason, nameVictims);
    }

    private static void requireText(Profile profile, String option, String text) {
        if (text.isBlank()) {
            throw missing(option, profile);
        }
    }

    private static IllegalArgumentException missing(String option, Profile profile) {
        return new IllegalArgumentException(
                option + " must be given with the profile " + profile.label() + " but was not");
    }

    private static void requireLine(String option, String text) {
        if (text.codePointCount(0, text.length()) > MAX_TEXT
                || !SafeText.display(text).equals(text)) {
            throw new IllegalArgumentException(option + " must be one line of at most " + MAX_TEXT
                    + " visible characters but was "
                    + SafeText.display(text.substring(0, Math.min(text.length(), 60))));
        }
    }

    /** The pseudonyms for the recipient; absent only in the profile internal without a key. */
    Optional<Pseudonyms> pseudonyms() {
        return pseudonymKey.map(key -> key.forRecipient(recipient));
    }

    /** How far the approver's name can be relied on. */
    String approvalStatus() {
        return approval.map(statement ->
                        "signed by the key " + statement.key().fingerprint() + ", checked when the package was made")
                .orElse("unverified name");
    }

    /** Whether the statement is in the package: a version of a ring would let a reader make sure of guessed ids. */
    boolean carriesApproval() {
        return profile == Profile.INTERNAL && approval.isPresent();
    }

    /** The text, or UNKNOWN where none was given. */
    static String orUnknown(String text) {
        return text.isEmpty() ? "UNKNOWN" : text;
    }
}
