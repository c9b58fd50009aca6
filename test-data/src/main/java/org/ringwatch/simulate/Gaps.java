// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

/**
 * How often each optional field is left out, drawn per world and field. In some worlds a column is as good as absent, as
 * in a feed that never had it.
 */
final class Gaps {

    /** What may be left out. */
    enum Field {
        DEVICE,
        IP,
        MERCHANT,
        WALLET,
        BENEFICIARY,
        ORDER,
        PRODUCT,
        TWO_FACTOR,
        FAMILY,
        KIND,
        IP_KIND,
        COUNTRY,
        OFFSET
    }

    private final double[] lost = new double[Field.values().length];

    Gaps(Dice dice, Level level) {
        for (Field field : Field.values()) {
            lost[field.ordinal()] = dice.chance(absent(field, level))
                    ? dice.between(0.96, 1)
                    : Math.min(0.9, usual(field, level) * dice.around(1, 0.4));
        }
    }

    /** Share of present values that are not written. */
    double lost(Field field) {
        return lost[field.ordinal()];
    }

    private static double usual(Field field, Level level) {
        return switch (field) {
            case DEVICE, IP, WALLET, BENEFICIARY, ORDER -> level.pick(0.01, 0.02, 0.045);
            case MERCHANT -> level.pick(0.005, 0.01, 0.02);
            case PRODUCT -> 0.6;
            case TWO_FACTOR, FAMILY, IP_KIND, COUNTRY, OFFSET -> level.pick(0.15, 0.25, 0.4);
            case KIND -> level.pick(0.1, 0.15, 0.2);
        };
    }

    private static double absent(Field field, Level level) {
        return switch (field) {
            case DEVICE, IP, MERCHANT, WALLET -> 0;
            case BENEFICIARY -> level.pick(0, 0.08, 0.12);
            case ORDER -> 0.05;
            case PRODUCT -> 0.2;
            case TWO_FACTOR, IP_KIND -> level.pick(0.04, 0.12, 0.16);
            case FAMILY, KIND, COUNTRY, OFFSET -> 0.1;
        };
    }
}
