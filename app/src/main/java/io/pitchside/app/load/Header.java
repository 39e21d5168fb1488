package io.pitchside.app.load;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names of a file's columns. Immutable. */
final class Header {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final List<String> names;
    private final Map<String, Integer> index = new HashMap<>();

    private Header(List<String> names) {
        this.names = names;
        for (int i = 0; i < names.size(); i++) {
            index.putIfAbsent(names.get(i), i);
        }
    }

    /** Names in lower case, without blanks around them and without a byte order mark. */
    static Header of(List<String> fields) {
        return new Header(fields.stream().map(Header::plain).toList());
    }

    private static String plain(String field) {
        String name = field;
        if (!name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK) {
            name = name.substring(1);
        }
        return name.strip().toLowerCase(Locale.ROOT);
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
