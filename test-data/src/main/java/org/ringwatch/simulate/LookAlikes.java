// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.simulate;

import java.util.List;

/** The honest look-alikes of a world and their shares of its accounts. */
final class LookAlikes {

    static final List<LookAlike> ALL = List.of(
            new LookAlike("household", 0.2, "family", Families::household, "flatmates", Flatmates::make),
            new LookAlike("split_family", 0.008, Families::splitFamily),
            new LookAlike("helper", 0.01, Families::helper),
            new LookAlike("dynamic_lease", 0.05, SharedAddresses::dynamicLease),
            new LookAlike("cgnat", 0.04, SharedAddresses::carrierNat),
            new LookAlike("office", 0.045, SharedAddresses::office),
            new LookAlike("campus", 0.035, SharedAddresses::campus),
            new LookAlike("vpn", 0.02, SharedAddresses::vpn),
            new LookAlike("relay", 0.015, SharedAddresses::relay),
            new LookAlike("hotel", 0.012, SharedAddresses::hotel),
            new LookAlike("net_cafe", 0.012, "regulars", SharedDevices::netCafe, "lan_party", Parties::lanParty),
            new LookAlike("classroom", 0.015, SharedDevices::classroom),
            new LookAlike("managed_company", 0.015, SharedDevices::managedCompany),
            new LookAlike("demo_device", 0.008, SharedDevices::demoDevice),
            new LookAlike("second_hand", 0.012, NewDevices::secondHand),
            new LookAlike("phone_shop", 0.008, "set_up", NewDevices::phoneShop, "repair", NewDevices::repairShop),
            new LookAlike("new_phone", 0.02, NewDevices::newPhone),
            new LookAlike("fans", 0.012, Crowds::fans),
            new LookAlike("flash_sale", 0.015, Crowds::flashSale),
            new LookAlike("heavy_refunder", 0.006, "alone", Crowds::heavyRefunder, "couple", Crowds::refundingCouple),
            new LookAlike("festival", 0.012, Crowds::festival),
            new LookAlike("guild", 0.006, "gifts", Guilds::gifts, "top_up", Guilds::topUp),
            new LookAlike("gift_shopper", 0.008, "alone", GiftShoppers::alone, "reward", GiftShoppers::reward),
            new LookAlike("traveller", 0.008, "tour", Travellers::tour, "alone", Travellers::alone),
            new LookAlike("unlucky_card", 0.005, Crowds::unluckyCard));

    private LookAlikes() {}
}
