// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.AccountKind;
import org.ringwatch.event.EventType;
import org.ringwatch.event.IpKind;
import org.ringwatch.event.Outcome;
import org.ringwatch.event.TwoFactor;

/**
 * The event being written: filled step by step, then {@link #emit() emitted} as a CSV line, with some fields lost on the
 * way as in any real feed. One instance per district, used again for each event.
 */
final class Draft {

    /** Feeds leave the kind of ordinary accounts out most of the time. */
    private static final double PERSONAL_STATED = 0.12;

    /** Lists of networks name what is unusual; an ordinary home is mostly left unsaid. */
    private static final double RESIDENTIAL_STATED = 0.25;

    /** Sign-ins carry less context than acts. */
    private static final double SIGN_IN_CONTEXT = 0.55;

    private static final long MOST_LATE = 12 * 3_600_000L;
    private static final int MOST_SKEWED_SECONDS = 120;

    private final World world;
    private final Dice dice;
    private final EventLog log;
    private final StringBuilder line = new StringBuilder(256);
    private long nextEvent;

    private EventType type = EventType.OTHER;
    private Account account;
    private long time;
    private String device = "";
    private Spot spot = Spot.NOWHERE;
    private String merchant = "";
    private String wallet = "";
    private String beneficiary = "";
    private long amount = -1;
    private String order = "";
    private String product = "";
    private Outcome outcome = Outcome.OK;
    private @Nullable Ledger ledger;

    Draft(World world, Dice dice, EventLog log, long firstEvent, Account nobody) {
        this.world = world;
        this.dice = dice;
        this.log = log;
        this.nextEvent = firstEvent;
        this.account = nobody;
    }

    /** Starts an event of {@code who} at {@code when}; what would happen after the world's end is not written. */
    Draft start(EventType what, Account who, long when) {
        type = what;
        account = who;
        time = when;
        device = "";
        spot = Spot.NOWHERE;
        merchant = "";
        wallet = "";
        beneficiary = "";
        amount = -1;
        order = "";
        product = "";
        outcome = Outcome.OK;
        ledger = null;
        return this;
    }

    Draft on(String deviceId) {
        device = deviceId;
        return this;
    }

    Draft from(Spot address) {
        spot = address;
        return this;
    }

    Draft at(String merchantId) {
        merchant = merchantId;
        return this;
    }

    Draft with(String walletId) {
        wallet = walletId;
        return this;
    }

    Draft to(String beneficiaryId) {
        beneficiary = beneficiaryId;
        return this;
    }

    /** The event is an act of the ring that keeps this ledger. */
    Draft noted(Ledger ofRing) {
        ledger = ofRing;
        return this;
    }

    Draft worth(long amountMinor) {
        amount = amountMinor;
        return this;
    }

    Draft order(String orderId) {
        order = orderId;
        return this;
    }

    Draft product(String productId) {
        product = productId;
        return this;
    }

    Draft ended(Outcome how) {
        outcome = how;
        return this;
    }

    /** Writes the event; now and then twice, and rarely a second time with another content. */
    void emit() {
        Traits traits = world.traits;
        if (time < traits.start || time >= traits.end) {
            return;
        }
        long id = nextEvent++;
        long stated = time + clockError();
        render(id, stated);
        long arrival =
                time + (dice.chance(traits.late) ? Math.min(MOST_LATE, (long) dice.exponential(traits.lateMillis)) : 0);
        log.add(arrival, line);
        if (dice.chance(traits.duplicates)) {
            log.repeat(arrival + (long) dice.exponential(600_000));
        }
        if (dice.chance(traits.conflicts)) {
            render(id, stated + 1000);
            log.add(arrival + (long) dice.exponential(600_000), line);
        }
    }

    /** The clock of some devices is wrong, always by the same. */
    private long clockError() {
        long hash = Dice.mix(device.hashCode());
        boolean wrong = !device.isEmpty() && (hash >>> 11) * 0x1.0p-53 < world.traits.skewedClocks;
        return wrong ? 1000 * (Math.floorMod(hash, 2L * MOST_SKEWED_SECONDS + 1) - MOST_SKEWED_SECONDS) : 0;
    }

    private void render(long id, long stated) {
        line.setLength(0);
        line.append(world.names.event(id)).append(',');
        line.append(Instant.ofEpochSecond(Math.floorDiv(stated, 1000L))).append(',');
        line.append(type).append(',').append(account.id).append(',');
        resource("device", device, device, lost(Gaps.Field.DEVICE));
        resource("ip", spot.text(device.hashCode()), spot.networkText(), lost(Gaps.Field.IP));
        resource("merchant", merchant, merchant, lost(Gaps.Field.MERCHANT));
        resource("wallet", wallet, wallet, lost(Gaps.Field.WALLET));
        resource("beneficiary", beneficiary, beneficiary, lost(Gaps.Field.BENEFICIARY));
        if (amount >= 0) {
            line.append(amount).append(',').append(account.region.currency()).append(',');
        } else {
            line.append(",,");
        }
        optional(order, lost(Gaps.Field.ORDER));
        optional(product, lost(Gaps.Field.PRODUCT));
        line.append(outcome == Outcome.OK ? "" : outcome.name().toLowerCase(Locale.ROOT))
                .append(',');
        optional(twoFactor(), context(Gaps.Field.TWO_FACTOR));
        optional(account.familyId, context(Gaps.Field.FAMILY));
        optional(
                account.kind.name().toLowerCase(Locale.ROOT),
                account.kind == AccountKind.PERSONAL ? 1 - PERSONAL_STATED : context(Gaps.Field.KIND));
        double kindLost = context(Gaps.Field.IP_KIND);
        optional(
                spot.kindText(),
                spot.kind() == IpKind.RESIDENTIAL ? 1 - RESIDENTIAL_STATED * (1 - kindLost) : kindLost);
        optional(spot.country(), context(Gaps.Field.COUNTRY));
        if (!dice.chance(context(Gaps.Field.OFFSET))) {
            line.append(account.region.offsetMinutes());
        }
        line.append('\n');
    }

    private double lost(Gaps.Field field) {
        return world.traits.gaps.lost(field);
    }

    /** Context is lost more often from sign-ins. */
    private double context(Gaps.Field field) {
        double lost = lost(field);
        return type == EventType.SIGN_IN ? 1 - (1 - lost) * SIGN_IN_CONTEXT : lost;
    }

    /** Writes a resource, and notes it for the ring whose act this is. */
    private void resource(String kind, String value, String id, double lost) {
        if (!value.isEmpty() && !dice.chance(lost)) {
            line.append(value);
            if (ledger != null) {
                ledger.touch(kind, id);
            }
        }
        line.append(',');
    }

    private String twoFactor() {
        return account.twoFactor == TwoFactor.ON ? "true" : account.twoFactor == TwoFactor.OFF ? "false" : "";
    }

    private void optional(String value, double lost) {
        if (!value.isEmpty() && !dice.chance(lost)) {
            line.append(value);
        }
        line.append(',');
    }
}
