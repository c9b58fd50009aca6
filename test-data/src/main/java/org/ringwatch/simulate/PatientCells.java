// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** Cells of two or three accounts with a device and a card each; only where the goods go is common to the cells. */
final class PatientCells {

    private PatientCells() {}

    static void plant(Crew crew) {
        Patience patience = new Patience(crew);
        List<String> shops = List.of(crew.publisher(), crew.ordinaryShop(), crew.ordinaryShop());
        List<String> players = crew.receivers(crew.level.pick(10, 6, 4));
        int cell = crew.dice.whole(2, 3);
        String device = "";
        String wallet = "";
        for (int i = 0; i < crew.size(); i++) {
            if (i % cell == 0) {
                device = crew.device();
                wallet = crew.wallet();
            }
            Deal target = new Deal("", wallet, crew.dice.pick(players), 1);
            patience.act(crew.madeUp(), device, target, shops, patience.part(0, 1));
        }
    }
}
