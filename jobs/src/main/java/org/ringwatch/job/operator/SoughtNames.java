// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.operator;

import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.EventColumn;
import org.ringwatch.event.ValidEvent;
import org.ringwatch.link.EventPacker;
import org.ringwatch.link.IdHasher;
import org.ringwatch.link.Inquiry;
import org.ringwatch.link.ResourceType;
import org.ringwatch.ring.Ids;
import org.ringwatch.why.AlikeNames;
import org.ringwatch.why.AlikeTrace;
import org.ringwatch.why.NameTrace;
import org.ringwatch.why.Trace;

/**
 * The names that the answer to an inquiry needs: those of both accounts, of all that the one asked about was seen with, of those it is
 * tied to, and of accounts that read like it. Each is told once, but subtasks may repeat each other.
 */
final class SoughtNames {
    /** As many accounts that read alike are told: more are no misspelling. */
    private static final int MAX_ALIKE = 20;

    private final Inquiry inquiry;
    private final Consumer<Trace> output;
    private final @Nullable AlikeNames likeSubject;
    private final @Nullable AlikeNames likeOther;
    private final Set<Trace> told = new HashSet<>();
    private int alike;

    /** Order hashes behind secret hashes of accounts whose names are still sought. */
    private final Long2LongOpenHashMap accounts = new Long2LongOpenHashMap();

    SoughtNames(Inquiry inquiry, Consumer<Trace> output) {
        this.inquiry = inquiry;
        this.output = output;
        this.likeSubject = inquiry.isEmpty() ? null : new AlikeNames(inquiry.account());
        this.likeOther = inquiry.with().map(AlikeNames::new).orElse(null);
    }

    /** An account whose name is sought. */
    void add(long order, long secret) {
        accounts.put(secret, order);
    }

    /** Whether events of the account with that name may tell any. */
    boolean areOf(long secret, byte[] name, int start, int length) {
        return !inquiry.isEmpty()
                && (inquiry.hasSecret(secret)
                        || accounts.containsKey(secret)
                        || isAlike(likeSubject, name, start, length)
                        || isAlike(likeOther, name, start, length));
    }

    /** Tells what an event names; its account was read by {@code packer} last. */
    void tell(ValidEvent event, EventPacker packer) {
        if (inquiry.isEmpty()) {
            return;
        }
        long order = packer.accountOrder();
        long secret = packer.accountSecret();
        if (inquiry.names(order, secret) || accounts.containsKey(secret) && accounts.get(secret) == order) {
            accounts.remove(secret);
            tell(Trace.of(new NameTrace(order, secret, event.toAccountEvent().accountId())));
        }
        if (inquiry.isSubject(order, secret)) {
            tellResources(event, packer);
        }
        tellAlike(event, likeSubject, true);
        tellAlike(event, likeOther, false);
    }

    private void tellAlike(ValidEvent event, @Nullable AlikeNames like, boolean subject) {
        EventColumn account = EventColumn.ACCOUNT_ID;
        if (alike < MAX_ALIKE
                && isAlike(like, event.bytes(account), event.start(account), event.length(account))
                && tell(Trace.of(new AlikeTrace(subject, event.toAccountEvent().accountId())))) {
            alike++;
        }
    }

    private static boolean isAlike(@Nullable AlikeNames like, byte[] name, int start, int length) {
        return like != null && like.includes(name, start, length);
    }

    private void tellResources(ValidEvent event, EventPacker packer) {
        packer.readResources(event);
        for (ResourceType type : ResourceType.values()) {
            if (packer.names(type)) {
                String name = Ids.resource(event.toAccountEvent(), type);
                tell(Trace.of(new NameTrace(packer.order(type), packer.secret(type), name)));
            }
        }
        tell(Trace.of(new NameTrace(
                IdHasher.typed(packer.accountOrder(), ResourceType.BENEFICIARY),
                IdHasher.typed(packer.accountSecret(), ResourceType.BENEFICIARY),
                inquiry.account())));
    }

    private boolean tell(Trace name) {
        boolean isNew = told.add(name);
        if (isNew) {
            output.accept(name);
        }
        return isNew;
    }
}
