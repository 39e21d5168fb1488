package io.pitchside.app;

import io.pitchside.app.cli.Pitchside;
import io.pitchside.app.cli.Shell;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** Where the process begins: one command, its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Shell shell = new Shell(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                ManagementFactory.getRuntimeMXBean().getStartTime());
        int exitCode = Pitchside.commandLine(shell).execute(arguments);
        // Embedded parts leave threads behind that are no daemons; the process would wait for them for ever.
        System.exit(exitCode);
    }
}
