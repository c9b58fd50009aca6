// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ringwatch.export.SafeText;

/** {@code method.html}: how rings are found, what the method cannot do, and the settings of the run, for whoever has to explain it in court. */
final class MethodSheet {
    /** A setting and its value, as shown. */
    record Setting(String key, String value) {}

    private final ReferralOptions options;
    private final ReferredRing referred;
    private final JsonNode run;

    MethodSheet(ReferredRing referred, ReferralOptions options, JsonNode run) {
        this.referred = referred;
        this.options = options;
        this.run = run;
    }

    String id() {
        return referred.id();
    }

    String marking() {
        return "TLP:" + options.tlp().label();
    }

    String profile() {
        return options.profile().label();
    }

    String software() {
        return "ringwatch "
                + SafeText.display(run.path("versions").path("ringwatch").asText("UNKNOWN")) + ", Flink "
                + SafeText.display(run.path("versions").path("flink").asText("UNKNOWN")) + ", Java "
                + SafeText.display(run.path("versions").path("java").asText("UNKNOWN"));
    }

    List<Setting> counts() {
        return flat(run.path("counts"));
    }

    List<Setting> settings() {
        return flat(run.path("configuration"));
    }

    private static List<Setting> flat(JsonNode node) {
        List<Setting> settings = new ArrayList<>();
        flatten("", node, settings);
        return settings;
    }

    private static void flatten(String prefix, JsonNode node, List<Setting> settings) {
        if (node.isObject()) {
            node.properties()
                    .forEach(entry -> flatten(
                            prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey(),
                            entry.getValue(),
                            settings));
        } else if (!node.isMissingNode()) {
            settings.add(new Setting(
                    SafeText.display(prefix), SafeText.display(node.isValueNode() ? node.asText() : node.toString())));
        }
    }
}
