// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.ArrayList;
import java.util.List;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.TwoFactor;

/** One account of a district while it is being made: what its owner has, where the owner lives, and the truth about it. */
final class Account {

    final String id;
    final Region region;
    /** The hour of the local day around which the owner is active. */
    final double peakHour;

    final List<String> devices = new ArrayList<>();
    final List<String> wallets = new ArrayList<>();
    Place home;
    /** Where the owner is when not at home; {@code awayShare} of sessions. */
    Place away;

    double awayShare;
    /** Whether the away place is used in working hours of weekdays only. */
    boolean awayAtWork;
    /** Time from which {@code nextDevice} has replaced the first device. */
    long switchTime = Long.MAX_VALUE;

    String nextDevice = "";
    String familyId = "";
    /** The game account that the owner plays with; empty for people who do not play. */
    String player = "";

    TwoFactor twoFactor = TwoFactor.ON;
    AccountKind kind = AccountKind.PERSONAL;
    /** First and last moment of the account's life inside the world. */
    long from;

    long until;
    /** Whether the account was made inside the world's time. */
    boolean signsUp;
    /** The account's usual height on the price ladder, 0 to 1. */
    double taste;
    /** Events this owner is expected to cause; 0 stands for the world's mean. */
    double activity;

    String group = "";
    /** Variant of the look-alike, or of the attack pattern once the account is in a ring. */
    String variant = "";

    String ring = "";
    String pattern = "";
    String role = "honest";

    Account(String id, Region region, double peakHour, Place home) {
        this.id = id;
        this.region = region;
        this.peakHour = peakHour;
        this.home = home;
        this.away = home;
    }

    /** The first device, or what has replaced it by then. */
    String mainDevice(long time) {
        return time >= switchTime ? nextDevice : devices.get(0);
    }

    /** Any of the devices, the main one most of the time. */
    String device(long time, Dice dice) {
        if (devices.size() == 1 || time >= switchTime || dice.chance(0.7)) {
            return mainDevice(time);
        }
        return devices.get(dice.whole(1, devices.size() - 1));
    }

    /** Any of the wallets, the first one most of the time; empty if there is none. */
    String wallet(Dice dice) {
        if (wallets.isEmpty()) {
            return "";
        }
        return wallets.size() == 1 || dice.chance(0.75) ? wallets.get(0) : dice.pick(wallets);
    }

    /** Marks the account as a member of a ring. */
    void join(RingPlan plan, String roleInRing) {
        ring = plan.id();
        pattern = plan.how().pattern();
        variant = plan.how().variant();
        role = roleInRing;
    }
}
