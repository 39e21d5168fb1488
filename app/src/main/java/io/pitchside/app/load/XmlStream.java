package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The elements of an XML file, gzipped or not, one after the other. Names are local ones in lower case: exporters differ
 * in prefixes. A document type is refused, and with it every entity that could be declared, nothing is ever fetched;
 * blank space in front of the document, which some watches write, is passed over; bytes that are no text become
 * replacement characters, so that they spoil the value that they stand in and not the document. Not thread-safe.
 */
final class XmlStream implements AutoCloseable {
    static final int DEPTH_MAX = 64;
    /** What is longer inside one element is no value; its rest is not kept. */
    static final int TEXT_CHARS_MAX = 1_024;

    private static final int HEAD_BYTES = 256;
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

    enum Event {
        START,
        END,
        END_OF_FILE
    }

    private final Path file;
    private final Source source;
    private final XMLStreamReader reader;
    private final long linesBefore;
    private final ArrayDeque<String> path = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String name = "";
    private long line = 1;

    /** Remembers whether the bytes themselves could not be had, which is not the document's fault. */
    private static final class Source extends FilterInputStream {
        @Nullable
        IOException failure;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                return super.read(bytes, from, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    private XmlStream(Path file, Source source, Reader in, long linesBefore) throws XMLStreamException {
        this.file = file;
        this.source = source;
        this.linesBefore = linesBefore;
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external parts are not read");
        });
        reader = factory.createXMLStreamReader(in);
    }

    static XmlStream of(Path file) throws LoadException {
        Source source = new Source(Lines.stream(file));
        try {
            BufferedInputStream bytes = new BufferedInputStream(source);
            bytes.mark(HEAD_BYTES);
            Charset charset = charset(file, bytes.readNBytes(HEAD_BYTES));
            bytes.reset();
            PushbackReader in = new PushbackReader(new BufferedReader(new InputStreamReader(bytes, charset)));
            return new XmlStream(file, source, in, skipBlank(in));
        } catch (LoadException e) {
            throw closed(source, e);
        } catch (IOException | XMLStreamException e) {
            throw closed(source, cannotRead(file, e));
        }
    }

    private static LoadException closed(Source source, LoadException problem) {
        try {
            source.close();
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
        return problem;
    }

    private static LoadException cannotRead(Path file, Exception e) {
        return LoadException.wrongData(
                file + " cannot be read to its end (" + e.getMessage() + "); is the download complete?", e);
    }

    /** By the byte order mark or the zeros of wide characters, then by what the document says, else UTF-8. */
    private static Charset charset(Path file, byte[] head) throws LoadException {
        int first = head.length < 2 ? 0 : ((head[0] & 0xFF) << 8) | (head[1] & 0xFF);
        switch (first) {
            case 0xFEFF, 0xFFFE -> {
                return UTF_16;
            }
            case '<' -> {
                return UTF_16BE;
            }
            case '<' << 8 -> {
                return UTF_16LE;
            }
            default -> {
                Matcher named = ENCODING.matcher(new String(head, ISO_8859_1));
                String name = named.find() ? named.group(1) : UTF_8.name();
                try {
                    return Charset.forName(name);
                } catch (IllegalArgumentException e) {
                    throw LoadException.wrongData(file + ": line 1: the encoding " + name + " is not known", e);
                }
            }
        }
    }

    /** The first character that is not blank is the next one then; how many lines were in front of it. */
    private static long skipBlank(PushbackReader in) throws IOException {
        long lines = 0;
        int next = in.read();
        while (next == ' ' || next == '\t' || next == '\r' || next == '\n' || next == '\uFEFF') {
            lines += next == '\n' ? 1 : 0;
            next = in.read();
        }
        if (next >= 0) {
            in.unread(next);
        }
        return lines;
    }

    /**
     * Goes on to the next start or end of an element.
     *
     * @throws XmlBroken if the document breaks off or is none
     * @throws LoadException if the bytes cannot be had
     */
    Event next() throws XmlBroken, LoadException {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        open();
                        return Event.START;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        name = path.removeLast();
                        line();
                        return Event.END;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> collect();
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XmlBroken(line(), "document types and entities of their own are not accepted");
                    default -> {
                        // Comments and instructions to programs say nothing about the recording.
                    }
                }
            }
            return Event.END_OF_FILE;
        } catch (XMLStreamException e) {
            IOException failure = source.failure;
            if (failure != null) {
                throw cannotRead(file, failure);
            }
            throw new XmlBroken(line(), "the XML breaks off or is none from here on: " + message(e));
        }
    }

    private void open() throws XmlBroken {
        if (path.size() >= DEPTH_MAX) {
            throw new XmlBroken(line(), "elements lie deeper in each other than " + DEPTH_MAX);
        }
        name = reader.getLocalName().toLowerCase(Locale.ROOT);
        path.addLast(name);
        text.setLength(0);
    }

    private void collect() {
        int room = TEXT_CHARS_MAX - text.length();
        if (room > 0) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), Math.min(room, reader.getTextLength()));
        }
    }

    /** The parser's own message has its own place in it. */
    private static String message(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf("Message: ");
        return (at < 0 ? message : message.substring(at + "Message: ".length())).replace('\n', ' ');
    }

    /** The element that starts or ends here. */
    String name() {
        return name;
    }

    /** Open elements from the outermost on; at an end without the one that ends. */
    ArrayDeque<String> path() {
        return path;
    }

    /** At an end: what stood behind the last start, so the text of an element that has no others in it. */
    String text() {
        return text.toString().strip();
    }

    /** At a start. */
    @Nullable
    String attribute(String attribute) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equalsIgnoreCase(attribute)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** At a start: all of them, their names in lower case. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            attributes.putIfAbsent(
                    reader.getAttributeLocalName(i).toLowerCase(Locale.ROOT), reader.getAttributeValue(i));
        }
        return attributes;
    }

    /** At a start: the element as it would be written. */
    String written() {
        StringBuilder written = new StringBuilder("<").append(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            written.append(' ')
                    .append(reader.getAttributeLocalName(i))
                    .append("=\"")
                    .append(escaped(reader.getAttributeValue(i)))
                    .append('"');
        }
        return written.append('>').toString();
    }

    /** At an end: the text and the end of the element as they would be written. */
    String writtenEnd(boolean withText) {
        return (withText ? escaped(text()) : "") + "</" + reader.getLocalName() + ">";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    /** Number of the line that was read up to; the first is 1. */
    long line() {
        // At its end the document has no place any more.
        line = Math.max(line, linesBefore + reader.getLocation().getLineNumber());
        return line;
    }

    @Override
    public void close() {
        try {
            source.close();
        } catch (IOException e) {
            // Everything that was needed has been read; there is nothing to write that could get lost.
            path.clear();
        }
    }
}
