// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.job.watch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A rejected line as {@code rejected/} tells of it. */
final class RejectedJson {
    private RejectedJson() {}

    static String line(RejectedInput rejected) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("source", rejected.source());
        json.put("line", rejected.line());
        json.put("reason", rejected.reason());
        json.put("raw", rejected.raw());
        return json.toString();
    }
}
