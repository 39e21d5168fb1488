package io.pitchside.app.load;

import java.nio.file.Path;

/** What a match is called after the file that holds it. */
final class MatchNames {
    private static final int ID_CHARS_MAX = 64;
    private static final String[] ENDINGS = {".csv.gz", ".csv", ".gz"};

    private MatchNames() {}

    /** The file's name without its ending. */
    static String ofFile(Path file) {
        String name = name(file);
        for (String ending : ENDINGS) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return id(name.substring(0, name.length() - ending.length()));
            }
        }
        return id(name);
    }

    /** The folder's name. */
    static String ofFolder(Path folder) {
        return id(name(folder.toAbsolutePath().normalize()));
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? "match" : last.toString();
    }

    /** Ids become parts of topics and keys. */
    private static String id(String name) {
        String id = name.replaceAll("[/+#\"\\\\\\p{Cntrl}]", "-");
        return id.length() > ID_CHARS_MAX ? id.substring(0, ID_CHARS_MAX) : id;
    }
}
