package io.pitchside.app.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that lie beside a recording and belong to it. Stateless. */
final class Siblings {
    /** Folders that hold more are looked through up to here. */
    static final int FILES_MAX = 10_000;

    private Siblings() {}

    /** The other files of the folder whose whole name is such, by name. */
    static List<Path> of(Path file, Pattern name) throws LoadException {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null) {
            return List.of();
        }
        String own = nameOf(file);
        try (Stream<Path> files = Files.list(folder)) {
            return files.limit(FILES_MAX)
                    .filter(Files::isRegularFile)
                    .filter(other -> !nameOf(other).equals(own))
                    .filter(other -> name.matcher(nameOf(other)).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw LoadException.wrongData(folder + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** The one that is called most like the file; null if there is none or two are called as much like it. */
    static @Nullable Path nearest(Path file, List<Path> candidates) {
        Path nearest = null;
        int most = -1;
        boolean tie = false;
        for (Path candidate : candidates) {
            int shared = shared(nameOf(file), nameOf(candidate));
            tie = shared == most || (tie && shared < most);
            if (shared > most) {
                nearest = candidate;
                most = shared;
            }
        }
        return tie ? null : nearest;
    }

    private static int shared(String one, String other) {
        int at = 0;
        while (at < Math.min(one.length(), other.length()) && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }

    static String nameOf(Path file) {
        Path last = file.getFileName();
        return last == null ? "" : last.toString();
    }
}
