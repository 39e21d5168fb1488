package io.pitchside.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real match files, which are not part of the repository: the folder that {@code PITCHSIDE_REAL_DATA} names, or
 * {@code ../shared/data} beside the checkout. Tests that ask for a file which is not there are skipped; with
 * {@code CI=true} they fail. Stateless.
 */
public final class RealData {
    private RealData() {}

    /**
     * One file or folder of the real data.
     *
     * @param name path below the data folder ({@code tracking/metrica_csv})
     */
    public static Path path(String name) {
        Path path = root().resolve(name);
        Requirement.file(
                path,
                "real data \"" + name + "\"",
                "set PITCHSIDE_REAL_DATA to the folder that holds tracking/, cricsheet/, …");
        return path;
    }

    private static Path root() {
        String named = System.getenv("PITCHSIDE_REAL_DATA");
        if (named != null && !named.isBlank()) {
            return Path.of(named);
        }
        Path repository = Repository.root();
        Path parent = repository.getParent();
        return (parent == null ? repository : parent).resolve("shared/data");
    }

    /** Whether any real data is on this machine, for tests that only add to what generated data already shows. */
    public static boolean present() {
        return Files.isDirectory(root());
    }
}
