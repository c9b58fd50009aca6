// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ringwatch.export.ExplanationJson;
import org.ringwatch.export.ExplanationText;
import org.ringwatch.job.DetectionParameters;
import org.ringwatch.job.result.Facts;
import org.ringwatch.job.result.ResultWriter;
import org.ringwatch.job.result.Results;
import org.ringwatch.link.Inquiry;
import org.ringwatch.why.Explanation;

/** Writes the answer to an inquiry into a file of its own: as text, or as JSON. */
final class ExplanationWriter implements ResultWriter {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final Inquiry inquiry;
    private final DetectionParameters parameters;
    private final boolean asJson;

    ExplanationWriter(Path file, Inquiry inquiry, DetectionParameters parameters, boolean asJson) {
        this.file = file.toString();
        this.inquiry = inquiry;
        this.parameters = parameters;
        this.asJson = asJson;
    }

    @Override
    public void publish(Results results) throws IOException {
        Explanation explanation = explain(results);
        Files.write(
                Path.of(file),
                asJson ? List.of(ExplanationJson.text(explanation)) : ExplanationText.lines(explanation));
    }

    private Explanation explain(Results results) throws IOException {
        Facts facts = results.facts();
        return Explanation.of(
                inquiry,
                results.traces(),
                results.rings(),
                new Explanation.Counts(
                        facts.get(Facts.PARTNERS_OF_SUBJECT),
                        facts.get(Facts.TIES_OF_SUBJECT),
                        facts.get(Facts.TIES_OF_OTHER)),
                unreadable(results),
                parameters.scale(results.baseline()));
    }

    private Explanation.Unreadable unreadable(Results results) throws IOException {
        List<String> first = new ArrayList<>();
        long[] lines = new long[1];
        results.rejected().forEach(results.facts(), (file, line, reason, raw) -> {
            if (raw.contains(inquiry.account())) {
                lines[0]++;
                if (first.size() < Explanation.MAX_UNREADABLE) {
                    first.add(results.files().get(file).name() + ":" + line + ": " + reason);
                }
            }
        });
        return new Explanation.Unreadable(lines[0], first);
    }
}
