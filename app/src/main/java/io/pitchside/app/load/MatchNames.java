package io.pitchside.app.load;

import io.pitchside.model.tracking.MatchSetup;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a match is called after the file that holds it. */
final class MatchNames {
    private static final int ID_CHARS_MAX = 64;
    private static final Pattern ENDING = Pattern.compile("(?i)(\\.(csv|tcx|gpx|txt|xml))?(\\.gz)?$");

    private MatchNames() {}

    /** The file's name without its ending. */
    static String ofFile(Path file) {
        String name = name(file);
        String bare = ENDING.matcher(name).replaceFirst("");
        return id(bare.isEmpty() ? name : bare);
    }

    /** The folder's name. */
    static String ofFolder(Path folder) {
        return id(name(folder.toAbsolutePath().normalize()));
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? "match" : last.toString();
    }

    /** What a name becomes as an id, which is part of topics and keys. */
    static String id(String name) {
        String id = name.replaceAll("[/+#\"\\\\\\p{Cntrl}]", "-");
        id = id.length() > ID_CHARS_MAX ? id.substring(0, ID_CHARS_MAX) : id;
        while (id.length() > 1 && !MatchSetup.isId(id)) {
            id = id.substring(0, id.length() - 1);
        }
        return id;
    }
}
