// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringwatch.event.ShownValue;
import org.ringwatch.export.SafeText;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads one YAML document into sections, with the line of each value. Refuses what is ambiguous (a key twice, an alias, a
 * second document) instead of picking one meaning.
 */
final class YamlReader {

    /** A configuration is a page; what is larger is another file. */
    static final long MAX_BYTES = 1 << 20;

    private static final YAMLFactory YAML = new YAMLFactory();

    private final String file;
    private final YAMLParser parser;

    private YamlReader(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** The mapping that the file holds; without any key if it holds nothing. */
    static YamlSection read(Path path) {
        String file = SafeText.display(path.toString());
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new UsageException(file + ": a configuration must have at most " + MAX_BYTES + " bytes but has "
                        + Files.size(path));
            }
            try (YAMLParser parser = YAML.createParser(Files.newInputStream(path))) {
                return new YamlReader(file, parser).document();
            }
        } catch (JsonProcessingException e) {
            throw new UsageException(
                    file + at(e) + ": a configuration must be valid YAML but was not: "
                            + ShownValue.clean(reason(e), 200),
                    e);
        } catch (IOException e) {
            throw new UsageException(
                    "--config must be a readable file but was " + file + ": " + Failure.describe(e), e);
        }
    }

    private YamlSection document() throws IOException {
        JsonToken first = parser.nextToken();
        YamlSection section;
        if (first == null || first == JsonToken.VALUE_NULL) {
            section = new YamlSection(file, "", Map.of());
        } else if (first == JsonToken.START_OBJECT) {
            section = section("");
        } else {
            throw new UsageException(file + ":" + line() + ": a configuration must be keys with values but was not");
        }
        if (parser.nextToken() != null) {
            throw new UsageException(
                    file + ":" + line() + ": a configuration must be one YAML document but was several");
        }
        return section;
    }

    private YamlSection section(String path) throws IOException {
        Map<String, YamlSection.Value> values = new LinkedHashMap<>();
        for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            int line = line();
            String shownKey = ShownValue.clean(key, 60);
            String fullKey = path.isEmpty() ? shownKey : path + "." + shownKey;
            parser.nextToken();
            YamlSection.Value previous = values.put(key, new YamlSection.Value(content(fullKey), line));
            if (previous != null) {
                throw new UsageException(file + ":" + line + ": " + fullKey
                        + " must be given once but was given on line " + previous.line() + " too");
            }
        }
        return new YamlSection(file, path, values);
    }

    private List<YamlSection.Value> list(String path) throws IOException {
        List<YamlSection.Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int line = line();
            items.add(new YamlSection.Value(content(path), line));
        }
        return items;
    }

    private Object content(String path) throws IOException {
        if (parser.isCurrentAlias()) {
            throw new UsageException(file + ":" + line() + ": " + path + " must be written out but was an alias");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> section(path);
            case START_ARRAY -> list(path);
            default ->
                new YamlSection.Scalar(
                        parser.currentToken(),
                        Optional.ofNullable(parser.getText()).orElse(""));
        };
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    /** Line and column, both from 1, of what is wrong. */
    private static String at(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
            return ":" + (marked.getProblemMark().getLine() + 1) + ":"
                    + (marked.getProblemMark().getColumn() + 1);
        }
        @Nullable JsonLocation location = e.getLocation();
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    /** What is wrong and, if it is told, in what. */
    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null) {
            return marked.getProblem() + (marked.getContext() == null ? "" : " (" + marked.getContext() + ")");
        }
        return e.getOriginalMessage().lines().findFirst().orElse("");
    }
}
