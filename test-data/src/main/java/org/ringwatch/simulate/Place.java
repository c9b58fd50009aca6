// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;
import org.ringwatch.event.IpKind;

/** Somewhere people connect from. Its address may change with time or from one connection to the next. */
interface Place {

    /** The address of a connection made at {@code time} (epoch milliseconds). */
    Spot at(long time, Dice dice);

    /** A place with one address. */
    record Fixed(Spot spot) implements Place {
        @Override
        public Spot at(long time, Dice dice) {
            return spot;
        }
    }

    /** A place behind several addresses, any of them at any time. */
    record Pool(List<Spot> spots) implements Place {
        @Override
        public Spot at(long time, Dice dice) {
            return dice.pick(spots);
        }
    }

    /**
     * A home with IPv6: a prefix of its own, inside which the network changes every so often.
     *
     * @param prefix the high half of the address with the rotating bits zero
     * @param bits how many of the low bits rotate: 8 in a /56, 16 in a /48
     */
    record Delegated(long prefix, int bits, long periodMillis, String country) implements Place {
        @Override
        public Spot at(long time, Dice dice) {
            long mask = (1L << bits) - 1;
            long network = Dice.mix(prefix + time / periodMillis) & mask;
            // A group of zeros would be written shorter; homes start counting at one.
            return new Spot(prefix | Math.max(1, network), IpKind.RESIDENTIAL, country);
        }
    }

    /**
     * A home whose provider hands it another address of the neighbourhood every so often, so that strangers follow each
     * other on one address.
     */
    record Leased(List<Spot> pool, int first, long leaseMillis, long phaseMillis) implements Place {
        @Override
        public Spot at(long time, Dice dice) {
            long lease = (time + phaseMillis) / leaseMillis;
            return pool.get((int) Math.floorMod(first + lease * 7, (long) pool.size()));
        }
    }
}
