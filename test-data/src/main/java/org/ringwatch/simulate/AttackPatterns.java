// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** The attack patterns a world may hold, each in several variants that differ in what ties the ring together. */
final class AttackPatterns {

    static final List<AttackVariant> ALL = List.of(
            new AttackVariant("phish_drain", "one_device", Fold.TRAINING, 13, OneDeviceDrain::plant),
            new AttackVariant("phish_drain", "virtual_devices", Fold.TRAINING, 13, VirtualDeviceDrain::plant),
            new AttackVariant("phish_drain", "gift_outlet", Fold.HELD_OUT, 12, GiftDrain::plant),
            new AttackVariant("phish_drain", "stolen_session", Fold.HELD_OUT, Level.HARD, 10, SessionTheft::plant),
            new AttackVariant("device_farm", "rack", Fold.TRAINING, 18, DeviceRack::plant),
            new AttackVariant("device_farm", "emulators", Fold.TRAINING, 18, EmulatorFarm::plant),
            new AttackVariant("device_farm", "wiped_phones", Fold.HELD_OUT, 14, WipedPhones::plant),
            new AttackVariant("device_farm", "sleepers", Fold.HELD_OUT, 16, SleeperFarm::plant),
            new AttackVariant("credit_laundering", "colluding_shops", Fold.TRAINING, 12, ColludingShops::plant),
            new AttackVariant("credit_laundering", "game_smurfs", Fold.TRAINING, 12, GameSmurfs::plant),
            new AttackVariant("credit_laundering", "split_cards", Fold.HELD_OUT, 11, SplitCards::plant),
            new AttackVariant("credit_laundering", "gift_relay", Fold.HELD_OUT, Level.HARD, 10, GiftRelay::plant),
            new AttackVariant("refund_abuse", "shared_cards", Fold.TRAINING, 11, SharedCardRefunds::plant),
            new AttackVariant("refund_abuse", "common_payout", Fold.TRAINING, 11, CommonPayout::plant),
            new AttackVariant("refund_abuse", "chargeback_club", Fold.HELD_OUT, 10, ChargebackClub::plant),
            new AttackVariant("claim_swap", "serial_chain", Fold.TRAINING, 9, SerialChain::plant),
            new AttackVariant("claim_swap", "borrowed_serials", Fold.TRAINING, 9, BorrowedSerials::plant),
            new AttackVariant("claim_swap", "inside_provider", Fold.HELD_OUT, 9, InsideProvider::plant),
            new AttackVariant("low_slow", "chain", Fold.TRAINING, 10, PatientChain::plant),
            new AttackVariant("low_slow", "cells", Fold.TRAINING, 11, PatientCells::plant),
            new AttackVariant("low_slow", "rotating_cast", Fold.HELD_OUT, 11, RotatingCast::plant),
            new AttackVariant("camouflage", "aged_accounts", Fold.TRAINING, 12, AgedAccounts::plant),
            new AttackVariant("camouflage", "rented_accounts", Fold.HELD_OUT, 11, RentedAccounts::plant),
            new AttackVariant("camouflage", "common_hours", Fold.HELD_OUT, Level.HARD, 12, CommonHours::plant));

    private AttackPatterns() {}

    /** The patterns' names, each once. */
    static List<String> names() {
        return ALL.stream().map(AttackVariant::pattern).distinct().toList();
    }

    /** The variants of a pattern that such worlds hold; at least one. */
    static List<AttackVariant> of(String pattern, Variants variants, Level level) {
        return ALL.stream()
                .filter(known -> known.pattern().equals(pattern))
                .filter(known -> variants.hold(known.fold()) && known.from().compareTo(level) <= 0)
                .toList();
    }
}
