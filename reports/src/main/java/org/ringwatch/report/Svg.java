// SPDX-License-Identifier: Apache-2.0
package org.ringwatch.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.ringwatch.export.SafeText;

/** Writes a drawing as SVG. Every text is escaped; numbers are whole. */
final class Svg {
    private static final String NAMESPACE = "http://www.w3.org/2000/svg";

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    /** Begins a drawing that is an image to whoever cannot see it, with that name. */
    Svg(String cssClass, int width, int height, String label) {
        try {
            // The platform's own, so that the bytes do not depend on what else is on the class path.
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text can always be written", e);
        }
        open("svg");
        attribute("xmlns", NAMESPACE);
        attribute("class", cssClass);
        attribute("viewBox", "0 0 " + width + " " + height);
        attribute("role", "img");
        attribute("aria-label", label);
    }

    Svg open(String element) {
        return write(() -> xml.writeStartElement(element));
    }

    Svg attribute(String name, Object value) {
        return write(() -> xml.writeAttribute(name, SafeText.xml(value.toString())));
    }

    Svg text(String content) {
        return write(() -> xml.writeCharacters(SafeText.xml(content)));
    }

    Svg close() {
        return write(xml::writeEndElement);
    }

    /** An element that holds a text only. */
    Svg leaf(String element, String content) {
        return open(element).text(content).close();
    }

    /** Ends the drawing. */
    String end() {
        write(() -> {
            xml.writeEndElement();
            xml.close();
        });
        return text.toString();
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Svg write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text can always be written", e);
        }
    }
}
