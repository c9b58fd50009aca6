// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code prov.json}: where the package comes from, as PROV-JSON (W3C member submission of 2013, for the PROV data model). */
final class Provenance {
    private static final String PREFIX = "rw:";

    private Provenance() {}

    static ObjectNode of(ReferredRing referred, ReferralOptions options, ObjectNode run, String resultCode) {
        ObjectNode prov = JsonNodeFactory.instance.objectNode();
        prov.putObject("prefix").put("rw", "urn:ringwatch:");
        ObjectNode entities = prov.putObject("entity");
        ObjectNode activities = prov.putObject("activity");
        ObjectNode agents = prov.putObject("agent");
        ObjectNode used = prov.putObject("used");
        ObjectNode generated = prov.putObject("wasGeneratedBy");
        ObjectNode derived = prov.putObject("wasDerivedFrom");

        agent(
                agents,
                "software",
                "prov:SoftwareAgent",
                "ringwatch " + run.path("versions").path("ringwatch").asText("UNKNOWN"));
        agent(agents, "approver", "prov:Person", options.approvedBy());

        ObjectNode detection = activity(activities, "detection", "detect");
        if (run.hasNonNull("started")) {
            detection.put("prov:startTime", run.get("started").asText());
            detection.put("prov:endTime", run.get("published").asText());
        }
        activity(activities, "approval", "approve")
                .put("prov:endTime", options.approvedAt().toString());
        activity(activities, "referral", "refer");

        int inputs = 0;
        for (JsonNode input : run.has("input_codes") ? run.path("input_codes") : run.path("inputs")) {
            String name = "input-" + ++inputs;
            ObjectNode entity = entity(entities, name, "events read");
            if (input.isTextual()) {
                entity.put(PREFIX + "code", input.asText());
            } else {
                entity.put(PREFIX + "name", input.path("name").asText());
                entity.put(PREFIX + "sha256_tree", input.path("sha256_tree").asText());
            }
            relation(used, "used-" + name, "prov:activity", "detection", "prov:entity", name);
        }
        entity(entities, "result", "rings found").put(PREFIX + "code", resultCode);
        entity(entities, "ring", "the ring approved").put(PREFIX + "version", referred.version());
        entity(entities, "package", "this package").put(PREFIX + "id", referred.id());
        relation(generated, "g1", "prov:entity", "result", "prov:activity", "detection");
        relation(generated, "g2", "prov:entity", "package", "prov:activity", "referral");
        relation(used, "used-ring", "prov:activity", "referral", "prov:entity", "ring");
        relation(derived, "d1", "prov:generatedEntity", "ring", "prov:usedEntity", "result");
        relation(derived, "d2", "prov:generatedEntity", "package", "prov:usedEntity", "ring");
        ObjectNode associated = prov.putObject("wasAssociatedWith");
        relation(associated, "a1", "prov:activity", "detection", "prov:agent", "software");
        relation(associated, "a2", "prov:activity", "approval", "prov:agent", "approver");
        relation(associated, "a3", "prov:activity", "referral", "prov:agent", "software");
        relation(prov.putObject("wasInformedBy"), "i1", "prov:informed", "referral", "prov:informant", "approval");
        return prov;
    }

    private static void agent(ObjectNode agents, String name, String type, String label) {
        ObjectNode agent = agents.putObject(PREFIX + name);
        agent.putObject("prov:type").put("$", type).put("type", "prov:QUALIFIED_NAME");
        agent.put("prov:label", label);
    }

    private static ObjectNode activity(ObjectNode activities, String name, String label) {
        return activities.putObject(PREFIX + name).put("prov:label", label);
    }

    private static ObjectNode entity(ObjectNode entities, String name, String label) {
        return entities.putObject(PREFIX + name).put("prov:label", label);
    }

    private static void relation(
            ObjectNode relations, String name, String fromRole, String from, String toRole, String to) {
        relations.putObject("_:" + name).put(fromRole, PREFIX + from).put(toRole, PREFIX + to);
    }
}
