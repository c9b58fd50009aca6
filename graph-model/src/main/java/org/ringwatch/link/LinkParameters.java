// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.io.Serializable;

/**
 * How accounts are tied together. Weights are in units of one rare shared device.
 *
 * @param deviceCap accounts in any 30 days above which a device is a hub and links only those who moved value there
 * @param walletCap the same for a wallet
 * @param ipCap the same for an address
 * @param ipDailyCap accounts in one day above which an address links nobody on that day
 * @param merchantCap the same as deviceCap for a merchant's customers
 * @param beneficiaryCap the same for a beneficiary
 * @param signInFactor what a thing or address counts when one or both only signed in there, 0–1
 * @param ipWeight weight of an address against a device
 * @param ipPairCap most that all addresses together add to one pair, before {@code ipWeight}
 * @param network56Weight weight of a shared IPv6 /56, against an address
 * @param network48Weight weight of a shared IPv6 /48, against an address
 * @param merchantWeight weight of a suspicious merchant; one alone must stay below the threshold
 * @param merchantSuspicion sum of a merchant's tests (standard deviations, each at most 3) from which it is suspicious
 * @param beneficiaryWeight weight of a beneficiary that received value from both within a day
 * @param meetingWeight weight of each meeting at a merchant within an hour, in full when chance makes less than a tenth of such a pair there
 * @param apartFactor what remains of a beneficiary or address where both acted oddly, but never on one day, 0–1
 * @param homeFactor what remains of a pair's evidence when both live at one address or in one family, 0–1
 * @param homeResidents accounts seen at an address on days far apart above which it is no common home: a hostel, an office, or a
 *     ring behind one proxy
 * @param handedOnFactor what remains of a device that changed hands once, 0–1
 * @param claimedFactor what remains of a device that one account only claims about and the other only uses, 0–1: whoever makes
 *     up claims picks serials of strangers
 * @param pairThreshold evidence below which a pair is not tied
 */
public record LinkParameters(
        int deviceCap,
        int walletCap,
        int ipCap,
        int ipDailyCap,
        int merchantCap,
        int beneficiaryCap,
        double signInFactor,
        double ipWeight,
        double ipPairCap,
        double network56Weight,
        double network48Weight,
        double merchantWeight,
        double merchantSuspicion,
        double beneficiaryWeight,
        double meetingWeight,
        double apartFactor,
        double homeFactor,
        int homeResidents,
        double handedOnFactor,
        double claimedFactor,
        double pairThreshold)
        implements Serializable {

    public LinkParameters {
        atLeast("deviceCap", deviceCap, 2);
        atLeast("walletCap", walletCap, 2);
        atLeast("ipCap", ipCap, 2);
        atLeast("ipDailyCap", ipDailyCap, 2);
        atLeast("merchantCap", merchantCap, 2);
        atLeast("beneficiaryCap", beneficiaryCap, 2);
        share("signInFactor", signInFactor);
        notNegative("ipWeight", ipWeight);
        notNegative("ipPairCap", ipPairCap);
        share("network56Weight", network56Weight);
        share("network48Weight", network48Weight);
        notNegative("merchantWeight", merchantWeight);
        notNegative("merchantSuspicion", merchantSuspicion);
        notNegative("beneficiaryWeight", beneficiaryWeight);
        notNegative("meetingWeight", meetingWeight);
        share("apartFactor", apartFactor);
        share("homeFactor", homeFactor);
        atLeast("homeResidents", homeResidents, 2);
        share("handedOnFactor", handedOnFactor);
        share("claimedFactor", claimedFactor);
        if (!(pairThreshold > 0 && pairThreshold <= 10)) {
            throw new IllegalArgumentException("pairThreshold must be above 0 and at most 10 but was " + pairThreshold);
        }
    }

    /** The values measured to work over the survey's worlds: caps 60/60/40/12/600, threshold one half. */
    public static LinkParameters defaults() {
        return new LinkParameters(
                60, 60, 40, 12, 600, 60, 0.3, 0.5, 1.5, 0.5, 0.2, 0.4, 4, 0.8, 0.4, 0.8, 0.5, 8, 0.3, 0.2, 0.5);
    }

    /**
     * The plain links of the {@code components} method: every device and wallet with at most that many accounts links
     * with its rarity as weight, nothing else links and nothing is discounted.
     */
    public static LinkParameters devicesAndWallets(int cap) {
        return new LinkParameters(cap, cap, 2, 2, 2, 2, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 2, 1, 1, 0.01);
    }

    /** The cap on accounts in 30 days for a kind of resource. */
    int cap(ResourceType type) {
        return switch (type) {
            case DEVICE -> deviceCap;
            case WALLET -> walletCap;
            case IP, NETWORK_56, NETWORK_48 -> ipCap;
            case MERCHANT -> merchantCap;
            case BENEFICIARY -> beneficiaryCap;
            case FAMILY -> FAMILY_CAP;
        };
    }

    /** A family larger than this is not a family. */
    static final int FAMILY_CAP = 12;

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + " but was " + value);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(name + " must be between 0 and 1 but was " + value);
        }
    }

    private static void notNegative(String name, double value) {
        if (!(value >= 0 && value < 1000)) {
            throw new IllegalArgumentException(name + " must be at least 0 and below 1000 but was " + value);
        }
    }
}
