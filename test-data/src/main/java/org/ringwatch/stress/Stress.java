// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.stress;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ringwatch.event.EventColumn;

/** The ways to put detection under stress, each with the strengths that {@code test-data/stress} tries. */
enum Stress {
    DROP(Kind.FAULT, "drop", "events lost", "share", List.of(0.1), Faults::dropEvents),
    CLOCKS(Kind.FAULT, "clocks", "clocks two minutes off", "share of devices", List.of(0.1), Faults::skewClocks),

    OWN_DEVICE(
            Kind.EVASION,
            "own-device",
            "one device per account",
            "share of accounts",
            List.of(0.25, 0.5, 0.75, 1.0),
            Evasions::ownDevices),
    CELLS(
            Kind.EVASION,
            "cells",
            "stay under caps: nothing used by more accounts than",
            "accounts",
            List.of(10.0, 5.0, 3.0, 2.0, 1.0),
            Evasions::cells),
    WAIT(Kind.EVASION, "wait", "wait after signing up", "days", List.of(1.0, 7.0, 30.0), Evasions::waiting),
    AGED(Kind.EVASION, "aged", "buy aged accounts", "share of accounts", List.of(0.5, 1.0), Evasions::agedAccounts),
    HOUSEHOLD(
            Kind.EVASION,
            "household",
            "join a household's address",
            "share of accounts",
            List.of(0.5, 1.0),
            Evasions::householdAddress),
    FAMILY(
            Kind.EVASION,
            "family",
            "pose as families at a household's address",
            "share of accounts",
            List.of(1.0),
            Evasions::family),
    CAMOUFLAGE(
            Kind.EVASION,
            "camouflage",
            "ordinary events beside",
            "share of events",
            List.of(0.3, 0.6, 0.9),
            Evasions::camouflage),

    FLOOD_DEVICE(Kind.FLOOD, "flood-device", "flood the device", EventColumn.DEVICE_ID, Floods::free),
    FLOOD_WALLET(Kind.FLOOD, "flood-wallet", "flood the wallet", EventColumn.WALLET, Floods::free),
    FLOOD_ADDRESS(Kind.FLOOD, "flood-address", "flood the address", EventColumn.IP, Floods::free),
    PAID_FLOOD_DEVICE(
            Kind.FLOOD, "paid-flood-device", "flood the device, each paying", EventColumn.DEVICE_ID, Floods::paid),
    PAID_FLOOD_WALLET(
            Kind.FLOOD, "paid-flood-wallet", "flood the wallet, each paying", EventColumn.WALLET, Floods::paid),
    PAID_FLOOD_ADDRESS(
            Kind.FLOOD, "paid-flood-address", "flood the address, each paying", EventColumn.IP, Floods::paid),

    FRAME_GIFT(Kind.FRAMING, "frame-gift", "send gifts to an honest account", Framings::gifts),
    FRAME_TOP_UP(Kind.FRAMING, "frame-top-up", "top up an honest player's game account", Framings::topUps),
    FRAME_ADDRESS(Kind.FRAMING, "frame-address", "buy at an honest account's address", Framings::address),
    FRAME_SERIAL(Kind.FRAMING, "frame-serial", "claim about an honest account's device", Framings::serial),
    FRAME_CARD(Kind.FRAMING, "frame-card", "pay with an honest account's stolen card", Framings::card),
    FRAME_SHOP(Kind.FRAMING, "frame-shop", "buy at a rival's shop", Framings::shop);

    /** Who does it to whom. */
    enum Kind {
        FAULT,
        EVASION,
        FLOOD,
        FRAMING
    }

    private final Kind kind;
    private final String label;
    private final String title;
    private final String unit;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<Double> strengths;

    @SuppressWarnings("ImmutableEnumChecker") // method references, they hold nothing
    private final Change change;

    private interface Change {
        void apply(World world, double strength);
    }

    private interface Flood {
        void apply(World world, EventColumn column, double accounts);
    }

    Stress(Kind kind, String label, String title, String unit, List<Double> strengths, Change change) {
        this.kind = kind;
        this.label = label;
        this.title = title;
        this.unit = unit;
        this.strengths = strengths;
        this.change = change;
    }

    Stress(Kind kind, String label, String title, EventColumn column, Flood flood) {
        this(
                kind,
                label,
                title,
                "accounts a ring",
                floodAccounts(),
                (world, accounts) -> flood.apply(world, column, accounts));
    }

    Stress(Kind kind, String label, String title, Change change) {
        this(kind, label, title, "accounts at most", framingAccounts(), change);
    }

    // Constants of an enum are made before its static fields.
    private static List<Double> floodAccounts() {
        return List.of(1.0, 10.0, 1000.0);
    }

    private static List<Double> framingAccounts() {
        return List.of(1.0, 3.0, 100.0);
    }

    /**
     * The way of this name.
     *
     * @throws IllegalArgumentException naming the choices, if there is none
     */
    static Stress named(String label) {
        return Arrays.stream(values())
                .filter(stress -> stress.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a stress must be one of "
                        + Arrays.stream(values()).map(Stress::label).collect(Collectors.joining(", ")) + " but was "
                        + label));
    }

    /** Rewrites the world; shares are 0 to 1 (of events below 1), accounts and days at least 1. */
    void apply(World world, double strength) {
        boolean share = unit.startsWith("share");
        if (!(share ? strength >= 0 && strength <= 1 && (this != CAMOUFLAGE || strength < 1) : strength >= 1)) {
            throw new IllegalArgumentException(
                    label + " must be " + (share ? "a share from 0 to 1" : "at least 1") + " but was " + strength);
        }
        change.apply(world, strength);
    }

    Kind kind() {
        return kind;
    }

    /** What it is called on the command line. */
    String label() {
        return label;
    }

    /** What is done. */
    String title() {
        return title;
    }

    /** What its strength counts. */
    String unit() {
        return unit;
    }

    /** From weak to strong. */
    List<Double> strengths() {
        return strengths;
    }
}
