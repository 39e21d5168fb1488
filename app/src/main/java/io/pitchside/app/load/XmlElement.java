package io.pitchside.app.load;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An element of a small XML document that is kept as a whole. Names of elements and attributes are local ones in lower
 * case.
 *
 * @param text without blanks around it; empty for an element that has others in it
 */
record XmlElement(String name, long line, Map<String, String> attributes, List<XmlElement> children, String text) {
    static final int ELEMENTS_MAX = 200_000;

    XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    /** @throws LoadException naming the line, if the file is no whole XML document */
    static XmlElement read(Path file) throws LoadException {
        try (XmlStream xml = XmlStream.of(file)) {
            if (xml.next() != XmlStream.Event.START) {
                throw new XmlBroken(xml.line(), "there is no element in it");
            }
            return new Reading(xml).element();
        } catch (XmlBroken e) {
            throw LoadException.wrongData(file + ": line " + e.line() + ": " + e.problem());
        }
    }

    private static final class Reading {
        private final XmlStream xml;
        private int elements;

        Reading(XmlStream xml) {
            this.xml = xml;
        }

        /** The element that was just started; it goes only as deep as the stream allows. */
        XmlElement element() throws XmlBroken, LoadException {
            if (++elements > ELEMENTS_MAX) {
                throw new XmlBroken(xml.line(), "it has more than " + ELEMENTS_MAX + " elements");
            }
            String name = xml.name();
            long line = xml.line();
            Map<String, String> attributes = xml.attributes();
            List<XmlElement> children = new ArrayList<>();
            while (xml.next() == XmlStream.Event.START) {
                children.add(element());
            }
            return new XmlElement(name, line, attributes, children, children.isEmpty() ? xml.text() : "");
        }
    }

    String attribute(String attribute) {
        return attributes.getOrDefault(attribute, "");
    }

    /** The first child of that name. */
    @Nullable
    XmlElement child(String child) {
        return children.stream()
                .filter(one -> one.name.equals(child))
                .findFirst()
                .orElse(null);
    }

    /** The text of the element at the end of a way of children; empty if there is none. */
    String textAt(String... way) {
        XmlElement at = this;
        for (String step : way) {
            at = at == null ? null : at.child(step);
        }
        return at == null ? "" : at.text;
    }

    /** All elements of that name, however deep, in their order. */
    Stream<XmlElement> all(String wanted) {
        return children.stream()
                .flatMap(child -> Stream.concat(
                        child.name.equals(wanted) ? Stream.of(child) : Stream.empty(), child.all(wanted)));
    }

    /** Names and values of the provider's own parameters below this element. */
    Map<String, String> providerParameters() {
        Map<String, String> parameters = new HashMap<>();
        all("providerparameter").forEach(one -> parameters.putIfAbsent(one.textAt("name"), one.textAt("value")));
        return parameters;
    }
}
