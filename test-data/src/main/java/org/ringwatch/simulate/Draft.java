// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.time.Instant;
import java.util.Locale;
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

    /** Writes the event; now and then twice. */
    void emit() {
        Traits traits = world.traits;
        if (time < traits.start || time >= traits.end) {
            return;
        }
        double missing = traits.missing;
        double context =
                type == EventType.SIGN_IN ? 1 - (1 - traits.missingContext) * SIGN_IN_CONTEXT : traits.missingContext;
        line.setLength(0);
        line.append(world.names.event(nextEvent++)).append(',');
        line.append(Instant.ofEpochSecond(time / 1000)).append(',');
        line.append(type).append(',').append(account.id).append(',');
        optional(device, missing);
        optional(spot.network() == 0 ? "" : spot.text(device.hashCode()), missing);
        optional(merchant, missing / 2);
        optional(wallet, missing);
        optional(beneficiary, missing);
        if (amount >= 0) {
            line.append(amount).append(',').append(account.region.currency()).append(',');
        } else {
            line.append(",,");
        }
        optional(order, missing);
        optional(product, (1 + context) / 2);
        line.append(outcome == Outcome.OK ? "" : outcome.name().toLowerCase(Locale.ROOT))
                .append(',');
        optional(twoFactor(), context);
        optional(account.familyId, context);
        optional(
                account.kind.name().toLowerCase(Locale.ROOT),
                account.kind == AccountKind.PERSONAL ? 1 - PERSONAL_STATED : context / 2);
        optional(spot.kindText(), spot.kind() == IpKind.RESIDENTIAL ? 1 - RESIDENTIAL_STATED : context);
        optional(spot.country(), context);
        if (!dice.chance(context)) {
            line.append(account.region.offsetMinutes());
        }
        line.append('\n');
        long arrival = time + (dice.chance(traits.late) ? (long) dice.exponential(3_600_000) : 0);
        log.add(arrival, line);
        if (dice.chance(traits.duplicates)) {
            log.repeat(arrival + (long) dice.exponential(600_000));
        }
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
