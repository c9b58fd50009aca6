// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whom somebody asks about: nobody, one account, or one account and whether another one belongs to it. The stages write down
 * what they do for these accounts while they do it; for nobody they write nothing down.
 */
public final class Inquiry implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final Inquiry NOBODY = new Inquiry(null, null);

    private final @Nullable Asked subject;
    private final @Nullable Asked other;

    /** An account by its name and both hashes. */
    private record Asked(String name, long order, long secret) implements Serializable {
        static Asked of(IdHasher hasher, String name) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            return new Asked(name, hasher.order(bytes, 0, bytes.length), hasher.secret(bytes, 0, bytes.length));
        }

        boolean is(long otherOrder, long otherSecret) {
            return order == otherOrder && secret == otherSecret;
        }
    }

    private Inquiry(@Nullable Asked subject, @Nullable Asked other) {
        this.subject = subject;
        this.other = other;
    }

    /** Nobody is asked about. */
    public static Inquiry nobody() {
        return NOBODY;
    }

    /**
     * An inquiry.
     *
     * @param hasher the run's
     * @param account canonical name of the account asked about
     * @param with canonical name of the other one, which must be another
     */
    public static Inquiry about(IdHasher hasher, String account, Optional<String> with) {
        if (with.filter(account::equals).isPresent()) {
            throw new IllegalArgumentException("with must be another account but was the same");
        }
        return new Inquiry(
                Asked.of(hasher, account),
                with.map(name -> Asked.of(hasher, name)).orElse(null));
    }

    /** Whether nobody is asked about. */
    public boolean isEmpty() {
        return subject == null;
    }

    /** Name of the account asked about. */
    public String account() {
        if (subject == null) {
            throw new IllegalStateException("nobody is asked about");
        }
        return subject.name;
    }

    /** Name of the other account. */
    public Optional<String> with() {
        return Optional.ofNullable(other).map(Asked::name);
    }

    /** Whether that is the account asked about. */
    public boolean isSubject(long order, long secret) {
        return subject != null && subject.is(order, secret);
    }

    /** Whether that is the other account. */
    public boolean isOther(long order, long secret) {
        return other != null && other.is(order, secret);
    }

    /** Whether one of both may be meant by half a hash. */
    public boolean hasSecret(long secret) {
        return subject != null && subject.secret == secret || other != null && other.secret == secret;
    }

    /** Whether that is one of both. */
    public boolean names(long order, long secret) {
        return isSubject(order, secret) || isOther(order, secret);
    }
}
