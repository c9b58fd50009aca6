// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

/** Link parameters for tests: round numbers that do not move when the defaults are tuned. */
public final class PlainLinks {
    private int deviceCap = 60;
    private int walletCap = 60;
    private int ipCap = 60;
    private int ipDailyCap = 20;
    private int merchantCap = 60;
    private int beneficiaryCap = 60;
    private double pairThreshold = 0.5;
    private double merchantSuspicion = 3;
    private double meetingWeight = 0;

    private PlainLinks() {}

    /** Sign-in 0.3, address 0.5 capped at 1.5, /56 0.5, /48 0.2, merchant 0.4, beneficiary 0.8, meetings nothing, apart 0.75, home 0.5 for at most 8, handed on 0.25, claimed 0.2. */
    public static PlainLinks links() {
        return new PlainLinks();
    }

    /** Accounts in 30 days above which any resource is a hub. */
    public PlainLinks cap(int cap) {
        deviceCap = cap;
        walletCap = cap;
        ipCap = cap;
        merchantCap = cap;
        beneficiaryCap = cap;
        return this;
    }

    /** The same for devices and wallets alone. */
    PlainLinks thingCap(int cap) {
        deviceCap = cap;
        walletCap = cap;
        return this;
    }

    PlainLinks ipDailyCap(int cap) {
        ipDailyCap = cap;
        return this;
    }

    PlainLinks merchantSuspicion(double deviations) {
        merchantSuspicion = deviations;
        return this;
    }

    /** Weight of a meeting at a merchant. */
    public PlainLinks meetings(double weight) {
        meetingWeight = weight;
        return this;
    }

    /** Evidence below which a pair is not tied. */
    public PlainLinks threshold(double threshold) {
        pairThreshold = threshold;
        return this;
    }

    /** The parameters. */
    public LinkParameters build() {
        return new LinkParameters(
                deviceCap,
                walletCap,
                ipCap,
                ipDailyCap,
                merchantCap,
                beneficiaryCap,
                0.3,
                0.5,
                1.5,
                0.5,
                0.2,
                0.4,
                merchantSuspicion,
                0.8,
                meetingWeight,
                0.75,
                0.5,
                8,
                0.25,
                0.2,
                pairThreshold);
    }
}
