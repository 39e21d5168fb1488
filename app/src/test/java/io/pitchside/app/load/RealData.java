package io.pitchside.app.load;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The real recordings, which are not part of the repository: {@code PITCHSIDE_REAL_DATA} names their folder, or they
 * lie in {@code shared/data} beside it.
 */
final class RealData {
    private RealData() {}

    /** A file of it. The test is skipped where there is none, but not on the build server. */
    static Path file(String name) {
        Path file = folder().resolve(name);
        if (!Files.exists(file)) {
            String missing = "no real data at " + file + ": set PITCHSIDE_REAL_DATA to the folder that holds it";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            System.err.println("SKIPPED: " + missing);
            assumeTrue(false, missing);
        }
        return file;
    }

    private static Path folder() {
        String named = System.getenv("PITCHSIDE_REAL_DATA");
        if (named != null && !named.isEmpty()) {
            return Path.of(named);
        }
        Path start = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            Path candidate = at.resolveSibling("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return start.resolve("shared").resolve("data");
    }
}
