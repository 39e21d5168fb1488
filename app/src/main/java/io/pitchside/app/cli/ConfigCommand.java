package io.pitchside.app.cli;

import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.ConfigurationMarkdown;
import io.pitchside.app.config.Key;
import io.pitchside.app.config.Keys;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** For those who work on the platform: the configuration as it is read, or its page of documentation. */
@Command(name = "config", hidden = true, description = "The configuration as it is read, and where each value is from.")
final class ConfigCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(names = "--markdown", description = "Prints docs/configuration.md.")
    private boolean markdown;

    ConfigCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        if (markdown) {
            console.out().print(ConfigurationMarkdown.text());
            console.out().flush();
            return ExitCodes.DONE;
        }
        Configuration configuration = options.configuration();
        TextTable table = new TextTable("key", "value", "from");
        for (Key<?> key : Keys.ALL) {
            table.add(key.name(), configuration.shown(key), configuration.origin(key));
        }
        configuration.shownSettings().forEach((name, text) -> {
            if (Keys.ALL.stream().noneMatch(key -> key.name().equals(name))) {
                table.add(name, text, "passed on to Kafka's clients");
            }
        });
        console.table(table);
        return ExitCodes.DONE;
    }
}
