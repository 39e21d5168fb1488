package io.pitchside.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Something that a test needs from the machine: a program, or a folder of data. Stateless. */
final class Requirement {
    private Requirement() {}

    /**
     * Goes on if the file is there. Else the test is skipped with a message that says how to get it, or fails where
     * {@code CI=true}.
     */
    static void file(Path file, String what, String remedy) {
        if (Files.exists(file)) {
            return;
        }
        String message = what + " is not here (" + file + "): " + remedy;
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(message + " (CI=true, so this is a failure and not a skip)");
        }
        Assumptions.abort(message);
    }
}
