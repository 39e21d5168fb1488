package io.pitchside.app.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Reads a configuration file, nested or dotted or both, into flat settings with their lines. A list becomes its
 * elements with commas between them; a key without a value is left out.
 */
final class YamlSettings {
    /** A configuration is a page of text; what is larger is another file by mistake. */
    static final long FILE_BYTES_MAX = 1 << 20;

    private final Path file;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<Setting> settings = new ArrayList<>();

    private YamlSettings(Path file) {
        this.file = file;
    }

    /** @throws ConfigurationException if the file cannot be read or is no YAML; the message names file and line */
    static List<Setting> of(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new ConfigurationException(file + ": larger than 1 MiB, that is no configuration");
            }
            return new YamlSettings(file).read();
        } catch (NoSuchFileException e) {
            throw new ConfigurationException(file + ": there is no such file");
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the text around the fault, which may be a password.
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ConfigurationException(file + ", line " + line + ": not readable as YAML; look for a missing"
                    + " colon, quote or space there or on the line before");
        } catch (IOException e) {
            throw new ConfigurationException(file + ": cannot be read (" + e + ")");
        }
    }

    private List<Setting> read() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                YAMLParser parser = new YAMLFactory().createParser(in)) {
            JsonToken first = parser.nextToken();
            if (first == null || first == JsonToken.VALUE_NULL) {
                return List.of();
            }
            if (first != JsonToken.START_OBJECT) {
                throw fault(parser, "expected keys, as in \"http.port: 8080\"");
            }
            readObject(parser);
            if (parser.nextToken() != null) {
                throw fault(parser, "a second document begins here; only one is allowed");
            }
            return List.copyOf(settings);
        }
    }

    private void readObject(YAMLParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            path.addLast(parser.currentName());
            String origin = place(parser);
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_OBJECT) {
                readObject(parser);
            } else if (value == JsonToken.START_ARRAY) {
                settings.add(new Setting(name(), list(parser), origin));
            } else if (value != JsonToken.VALUE_NULL) {
                settings.add(new Setting(name(), scalar(parser), origin));
            }
            path.removeLast();
        }
    }

    private String list(YAMLParser parser) throws IOException {
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (!parser.currentToken().isScalarValue()) {
                throw fault(parser, name() + " is a list of plain values");
            }
            elements.add(scalar(parser));
        }
        return String.join(",", elements);
    }

    private String scalar(YAMLParser parser) throws IOException {
        if (parser.isCurrentAlias()) {
            throw fault(parser, name() + " is an alias (*name); write the value itself");
        }
        return parser.getText();
    }

    private String name() {
        return String.join(".", path);
    }

    private String place(YAMLParser parser) {
        return file + ", line " + parser.currentTokenLocation().getLineNr();
    }

    private ConfigurationException fault(YAMLParser parser, String problem) {
        return new ConfigurationException(place(parser) + ": " + problem);
    }
}
