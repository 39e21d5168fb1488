package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a file's columns, and what parts them. Immutable. */
final class Header {
    private final List<String> names;
    private final CsvForm form;
    private final Map<String, Integer> index = new HashMap<>();

    private Header(List<String> names, CsvForm form) {
        this.names = names;
        this.form = form;
        for (int i = 0; i < names.size(); i++) {
            index.putIfAbsent(names.get(i), i);
        }
    }

    /** Names in lower case, without blanks around them. */
    static Header of(List<String> fields) {
        return of(fields, CsvForm.COMMA);
    }

    /** The header that a line is. */
    static Header of(Lines.Line line) {
        CsvForm form = CsvForm.of(new String(line.bytes(), UTF_8));
        return of(Row.of(line, form).fields(), form);
    }

    private static Header of(List<String> fields, CsvForm form) {
        return new Header(fields.stream().map(Header::plain).toList(), form);
    }

    private static String plain(String field) {
        return field.strip().toLowerCase(Locale.ROOT);
    }

    CsvForm form() {
        return form;
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    boolean has(String... columns) {
        for (String column : columns) {
            if (!index.containsKey(column)) {
                return false;
            }
        }
        return true;
    }

    /** Index of the first of these columns that the file has; -1 if it has none. */
    int indexOf(String... aliases) {
        for (String alias : aliases) {
            Integer at = index.get(alias);
            if (at != null) {
                return at;
            }
        }
        return -1;
    }
}
