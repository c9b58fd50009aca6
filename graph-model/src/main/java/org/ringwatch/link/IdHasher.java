// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import java.io.Serializable;
import org.ringwatch.event.SipHash;
import org.ringwatch.event.WordHash;

/**
 * Hashes ids to 128 bits in two halves. The <em>order</em> half has no key: order by it is the same in every run, so
 * it breaks ties. The <em>secret</em> half has a key drawn for the run: nobody can prepare two ids that collide in it.
 * Together they identify. A collision of both is found when names return with the members' events, and ends the run.
 */
public final class IdHasher implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long secret0;
    private final long secret1;
    private transient SipHash secret;

    /** A hasher with the run's secret key. */
    public IdHasher(long secret0, long secret1) {
        this.secret0 = secret0;
        this.secret1 = secret1;
        this.secret = new SipHash(secret0, secret1);
    }

    /** The half that is the same in every run. */
    public long order(byte[] text, int from, int length) {
        return WordHash.of(text, from, length);
    }

    /** The half that nobody can foresee. */
    public long secret(byte[] text, int from, int length) {
        return secret.hash(text, from, length);
    }

    /**
     * Either half for a resource of that type, from the half for its text: the same text as device and as wallet is two
     * resources.
     */
    public static long typed(long hash, ResourceType type) {
        return hash + type.ordinal();
    }

    private Object readResolve() {
        return new IdHasher(secret0, secret1);
    }
}
