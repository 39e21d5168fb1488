package io.pitchside.app.cli;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command was typed.
 *
 * @param environment the environment variables
 * @param directory the folder that relative paths start from
 * @param jvmStartedAtMs when this process began, epoch milliseconds
 */
public record Shell(Map<String, String> environment, Path directory, long jvmStartedAtMs) {
    public Shell {
        environment = Map.copyOf(environment);
    }

    /** Whether errors come with their stack trace: {@code PITCHSIDE_DEBUG=1}. */
    boolean debug() {
        return "1".equals(environment.get("PITCHSIDE_DEBUG"));
    }
}
