// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.ring;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ringwatch.event.EventType;
import org.ringwatch.link.Behaviour;
import org.ringwatch.link.ResourceType;

/**
 * What one member's events tell about its part: what it was before it touched what ties the ring, how it touched that, and
 * what came after.
 *
 * <p>A <em>touch</em> is an act of value on one of the {@linkplain MemberThings ring's things}; touches at most half a day
 * apart are one <em>visit</em>. <em>Own devices</em> are those that the account used at least two days before its first
 * touch; an account that has any is <em>established</em>.
 */
final class MemberHistory {
    /** How long before its first touch an account must have been seen to have a past. */
    private static final long PAST_MILLIS = Duration.ofDays(2).toMillis();

    /** A thief is through with an account within this time; who touches later comes back. */
    private static final long INTRUSION_MILLIS = Duration.ofDays(2).toMillis();

    private static final long VISIT_GAP_MILLIS = Duration.ofHours(12).toMillis();
    /** Signing up and adding the device are one step. */
    private static final long BIRTH_MILLIS = Duration.ofHours(1).toMillis();

    private static final long YOUNG_MILLIS = Duration.ofDays(14).toMillis();
    private static final long NEWBORN_MILLIS = Duration.ofDays(1).toMillis();
    private static final long WIN_BACK_MILLIS = Duration.ofDays(14).toMillis();

    private static final int MANY_VISITS = 3;
    /** Drains that daily limits stretch end before. */
    private static final long COMES_BACK_MILLIS = Duration.ofDays(7).toMillis();

    private final CommunityMember member;
    private final MemberThings sorted;
    private final Set<SharedResource> things;
    private final List<CommunityMember.Act> touches;
    private final Set<SharedResource> used = new HashSet<>();
    private final Set<SharedResource> ownDevices = new HashSet<>();
    private final Set<SharedResource> touchDevices = new HashSet<>();
    private final Set<SharedResource> hadBefore = new HashSet<>();
    private final OptionalLong signUp;
    private final long eventsBegin;

    private MemberHistory(CommunityMember member, MemberThings sorted, long eventsBegin) {
        this.eventsBegin = eventsBegin;
        this.member = member;
        this.sorted = sorted;
        things = sorted.things();
        signUp = member.acts.stream()
                .filter(act -> act.type() == EventType.SIGN_UP)
                .mapToLong(CommunityMember.Act::time)
                .findFirst();
        touches = member.acts.stream()
                .filter(act -> act.movesValue() && act.isOn(things))
                .toList();
        touches.forEach(act -> act.deviceUsed().ifPresent(touchDevices::add));
        for (CommunityMember.Act act : member.acts) {
            act.deviceUsed().ifPresent(used::add);
            if (isPast(act)) {
                act.deviceUsed().ifPresent(ownDevices::add);
                hadBefore.addAll(act.resources());
            }
        }
    }

    /**
     * The history of each member, in the order of the members.
     *
     * @param eventsBegin time of the first event of the population, epoch milliseconds
     */
    static List<MemberHistory> of(CommunityView view, long eventsBegin) {
        List<MemberThings> things = MemberThings.of(view);
        List<MemberHistory> histories = new ArrayList<>(view.size());
        for (int m = 0; m < view.size(); m++) {
            histories.add(new MemberHistory(view.members.get(m), things.get(m), eventsBegin));
        }
        return histories;
    }

    /** Whether a common home or family is behind all its ties. */
    boolean isTiedByHomeOnly() {
        return !sorted.outsideHome();
    }

    /** Whether all that ties it are claims of others about devices that it uses itself. */
    boolean isTiedByClaimsOfOthersOnly() {
        return things.isEmpty() && !sorted.claimed().isEmpty();
    }

    /** Whether it uses devices that the others do not. */
    boolean hasOtherDevices() {
        return !things.containsAll(used);
    }

    /** Whether it came to the ring's things on one visit, for two acts of value at most. */
    boolean cameOnce() {
        return touches.size() <= 2 && visits(touches) == 1;
    }

    boolean isTouching() {
        return !touches.isEmpty();
    }

    boolean isEstablished() {
        return isTouching() && !ownDevices.isEmpty();
    }

    /** Whether a victim report came from a device of its own, or from elsewhere than the devices of its touches. */
    boolean isReportedVictim() {
        return acts(act -> act.type() == EventType.VICTIM_REPORT
                        && (isFromOwnDevice(act)
                                || act.deviceUsed()
                                        .filter(touchDevices::contains)
                                        .isEmpty()))
                > 0;
    }

    /** Whether anybody said that it is a victim, be it the thief. */
    boolean isReportedAtAll() {
        return acts(act -> act.type() == EventType.VICTIM_REPORT) > 0;
    }

    boolean isTwoFactorOff() {
        return Behaviour.TWO_FACTOR_OFF.in(member.behaviours);
    }

    /**
     * Whether somebody came to an established account once, within what one intrusion takes, from devices that it never
     * used long before or after.
     */
    boolean isVisitedByStranger() {
        return isEstablished()
                && lastTouch() - firstTouch() <= INTRUSION_MILLIS
                && touches.stream().noneMatch(this::isFromOwnDevice)
                && touches.stream().anyMatch(act -> act.deviceUsed().isPresent())
                && doStrangeDevicesLeave();
    }

    private boolean doStrangeDevicesLeave() {
        return acts(act -> (act.time() < firstTouch() - INTRUSION_MILLIS || act.time() > lastTouch() + INTRUSION_MILLIS)
                        && act.deviceUsed().filter(touchDevices::contains).isPresent())
                == 0;
    }

    /** Whether a credential, the second factor or a wallet changed elsewhere than on its own devices just before value left. */
    boolean isGuardChangedByStranger() {
        return isTouching()
                && acts(act -> changesGuard(act)
                                && !isFromOwnDevice(act)
                                && act.time() <= lastTouch()
                                && act.time() >= firstTouch() - INTRUSION_MILLIS)
                        > 0;
    }

    private static boolean changesGuard(CommunityMember.Act act) {
        return changesCredential(act)
                || act.type() == EventType.TWO_FACTOR_CHANGED
                || act.type() == EventType.WALLET_LINKED;
    }

    private static boolean changesCredential(CommunityMember.Act act) {
        return act.type() == EventType.PASSWORD_RESET || act.type() == EventType.CREDENTIAL_CHANGED;
    }

    /** Whether the owner, on a device of its own, changed the credentials within two weeks after the last touch. */
    boolean isWonBack() {
        return isTouching()
                && acts(act -> changesCredential(act)
                                && isFromOwnDevice(act)
                                && act.time() > lastTouch()
                                && act.time() <= lastTouch() + WIN_BACK_MILLIS)
                        > 0;
    }

    /** Whether it signed up, or added its first device, on one that ties it to others. */
    boolean isBornOnSharedDevice() {
        return signUp.isPresent()
                && acts(act -> act.time() >= signUp.getAsLong()
                                && act.time() <= signUp.getAsLong() + BIRTH_MILLIS
                                && act.deviceUsed().filter(things::contains).isPresent())
                        > 0;
    }

    /** Whether its first touch came within a day of signing up. */
    boolean isMadeForIt() {
        return isAtMostOld(NEWBORN_MILLIS);
    }

    /** Whether its first touch came within two weeks of signing up. */
    boolean isYoung() {
        return isAtMostOld(YOUNG_MILLIS);
    }

    private boolean isAtMostOld(long millis) {
        return isTouching()
                && signUp.isPresent()
                && firstTouch() >= signUp.getAsLong()
                && firstTouch() - signUp.getAsLong() <= millis;
    }

    /**
     * Whether its life began with the ring: it has no past, and not because the events begin there. An account that was seen
     * from the first two weeks of all events on may have a past that nobody recorded.
     */
    boolean hasNoPast() {
        return isTouching()
                && ownDevices.isEmpty()
                && (signUp.isPresent() || firstTouch() - eventsBegin >= YOUNG_MILLIS);
    }

    /** Claims about devices that it was never seen using. */
    int foreignClaims() {
        return acts(act -> act.type().isClaim()
                && !act.devices().isEmpty()
                && act.devices().stream().noneMatch(used::contains));
    }

    /** Claims on what ties the ring: a device, or the provider's counter. */
    int claimTouches() {
        return touches(act -> act.type().isClaim());
    }

    int refundTouches() {
        return touches(act -> act.type() == EventType.REFUND);
    }

    int redeemTouches() {
        return touches(act -> act.type() == EventType.GIFT_REDEEMED);
    }

    int chargebacks() {
        return acts(act -> act.type() == EventType.CHARGEBACK);
    }

    int redeemed() {
        return acts(act -> act.type() == EventType.GIFT_REDEEMED);
    }

    boolean isMostlyRefunded() {
        return Behaviour.REFUNDS.in(member.behaviours);
    }

    /** Whether others of the ring give to it by its name. */
    boolean isGivenTo() {
        return member.acts.stream().flatMap(act -> act.received().stream()).anyMatch(things::contains);
    }

    /** Whether it {@linkplain #comesAgain comes again} over a week or longer. */
    boolean comesBack() {
        return comesAgain() && lastTouch() - firstTouch() >= COMES_BACK_MILLIS;
    }

    /** Whether it came to two kinds of the ring's things on two visits each: a victim meets most of them once. */
    boolean returnsToSeveralKinds() {
        return kindsTouched(2) > 1;
    }

    /** Whether it came to the ring's things of several kinds on three visits or more, over more than one intrusion takes. */
    boolean comesAgain() {
        return isTouching()
                && kindsTouched(1) > 1
                && visits(touches) >= MANY_VISITS
                && lastTouch() - firstTouch() > INTRUSION_MILLIS;
    }

    /**
     * On how many kinds of the ring's things there were that many visits. Flatmates and friends share one tablet or card, and
     * anybody may shop where the ring does.
     */
    private long kindsTouched(int leastVisits) {
        return Stream.of(ResourceType.DEVICE, ResourceType.WALLET, ResourceType.BENEFICIARY)
                .filter(kind -> visits(touches.stream()
                                .filter(act -> act.resources().stream()
                                        .anyMatch(thing -> thing.type() == kind && things.contains(thing)))
                                .toList())
                        >= leastVisits)
                .count();
    }

    /** Whether it came to the ring's things again after what one intrusion takes, and was never seen on other devices. */
    boolean hasNoOtherLife() {
        return isTouching()
                && kindsTouched(1) > 1
                && !touchDevices.isEmpty()
                && lastTouch() - firstTouch() > INTRUSION_MILLIS
                && touchDevices.containsAll(used);
    }

    /**
     * Whether it moved value on the ring's devices, and also from a device of its own for the ring's beneficiary or with a
     * wallet that others had first: who holds that device is in it.
     */
    boolean servesFromOwnDevicesToo() {
        return isEstablished()
                && touches(act -> act.deviceUsed().filter(things::contains).isPresent()) > 0
                && touches(act -> isFromOwnDevice(act)
                                && act.deviceUsed().filter(things::contains).isEmpty()
                                && act.isOn(sorted.others()))
                        > 0;
    }

    /** Whether the account had the resource well before its first touch. */
    boolean hadBefore(SharedResource resource) {
        return isEstablished() && hadBefore.contains(resource);
    }

    private static int visits(List<CommunityMember.Act> touches) {
        int visits = 0;
        long last = Long.MIN_VALUE;
        for (CommunityMember.Act act : touches) {
            visits += visits == 0 || act.time() - last > VISIT_GAP_MILLIS ? 1 : 0;
            last = act.time();
        }
        return visits;
    }

    private long firstTouch() {
        return touches.get(0).time();
    }

    private long lastTouch() {
        return touches.get(touches.size() - 1).time();
    }

    private boolean isPast(CommunityMember.Act act) {
        return touches.isEmpty() || act.time() <= firstTouch() - PAST_MILLIS;
    }

    private boolean isFromOwnDevice(CommunityMember.Act act) {
        return act.deviceUsed().filter(ownDevices::contains).isPresent();
    }

    private int touches(Predicate<CommunityMember.Act> which) {
        return (int) touches.stream().filter(which).count();
    }

    private int acts(Predicate<CommunityMember.Act> which) {
        return (int) member.acts.stream().filter(which).count();
    }
}
