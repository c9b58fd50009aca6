// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class IdHasherTest {
    private static final byte[] ID = "alice@example.com".getBytes(StandardCharsets.UTF_8);

    private final IdHasher one = new IdHasher(1, 2);

    @Test
    void orderHalfIsThatOfEveryRun() {
        assertThat(new IdHasher(3, 4).order(ID, 0, ID.length)).isEqualTo(one.order(ID, 0, ID.length));
    }

    @Test
    void secretHalfChangesWithEitherWordOfTheKey() {
        long secret = one.secret(ID, 0, ID.length);

        assertThat(new IdHasher(1, 2).secret(ID, 0, ID.length)).isEqualTo(secret);
        assertThat(new IdHasher(1, 3).secret(ID, 0, ID.length)).isNotEqualTo(secret);
        assertThat(new IdHasher(3, 2).secret(ID, 0, ID.length)).isNotEqualTo(secret);
        assertThat(one.order(ID, 0, ID.length)).isNotEqualTo(secret);
    }

    @Test
    void hashesThePartOfTheArrayOnly() {
        byte[] padded = ("<<" + new String(ID, StandardCharsets.UTF_8) + ">>").getBytes(StandardCharsets.UTF_8);

        assertThat(one.order(padded, 2, ID.length)).isEqualTo(one.order(ID, 0, ID.length));
        assertThat(one.secret(padded, 2, ID.length)).isEqualTo(one.secret(ID, 0, ID.length));
        assertThat(one.order(ID, 0, ID.length - 1)).isNotEqualTo(one.order(ID, 0, ID.length));
        assertThat(one.secret(ID, 0, ID.length - 1)).isNotEqualTo(one.secret(ID, 0, ID.length));
    }

    @Test
    void hashesTheSameAfterItsJourneyToAnotherMachine() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(one);
        }
        IdHasher arrived;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            arrived = (IdHasher) in.readObject();
        }

        assertThat(arrived.secret(ID, 0, ID.length)).isEqualTo(one.secret(ID, 0, ID.length));
        assertThat(arrived.order(ID, 0, ID.length)).isEqualTo(one.order(ID, 0, ID.length));
    }
}
