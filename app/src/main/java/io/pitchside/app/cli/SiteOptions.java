package io.pitchside.app.cli;

import io.pitchside.app.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes: which site is meant. They may stand before or behind the command's name. */
final class SiteOptions {
    /** Read when it is there and no other file is named. */
    static final String DEFAULT_FILE = "pitchside.yaml";

    private final Shell shell;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Folder of the platform's data (or PITCHSIDE_DATA_DIR; default ~/.pitchside).")
    private @Nullable Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration file (default ./pitchside.yaml, if it is there).")
    private @Nullable Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            scope = ScopeType.INHERIT,
            description = "Sets one key of the configuration; may be repeated.")
    private List<String> sets = new ArrayList<>();

    SiteOptions(Shell shell) {
        this.shell = shell;
    }

    /** @throws io.pitchside.app.config.ConfigurationException if it cannot be used */
    Configuration configuration() {
        return Configuration.load(
                file(),
                shell.environment(),
                sets,
                data == null ? null : shell.directory().resolve(data));
    }

    private @Nullable Path file() {
        if (file != null) {
            return shell.directory().resolve(file);
        }
        Path standard = shell.directory().resolve(DEFAULT_FILE);
        return Files.exists(standard) ? standard : null;
    }
}
