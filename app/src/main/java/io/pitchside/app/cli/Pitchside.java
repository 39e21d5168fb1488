package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code pitchside} with everything below it. */
@Command(
        name = "./pitchside",
        synopsisSubcommandLabel = "COMMAND",
        description = "Real-time sports data: from the sensor to the number you can trust.",
        footer = {
            "",
            "Data goes to standard output, progress to standard error. Exit codes: 0 done, 1 the check failed or the"
                    + " data is wrong, 2 wrong call or configuration, 3 the platform can't be reached.",
            "docs/configuration.md lists the keys for --set."
        })
public final class Pitchside implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    private Pitchside() {}

    /** Everything that can be typed, ready to be executed once. */
    public static CommandLine commandLine(Shell shell) {
        // Whatever the terminal's own encoding: what programs read is UTF-8.
        return commandLine(shell, System.in, Site.Running::start, StopSignals::install)
                .setOut(utf8(System.out))
                .setErr(utf8(System.err));
    }

    static CommandLine commandLine(Shell shell, InputStream in, Site.Start start, Consumer<Runnable> stopSignals) {
        SiteOptions options = new SiteOptions(shell);
        Errors errors = new Errors(shell);
        CommandLine line = new CommandLine(new Pitchside())
                .addSubcommand(new UpCommand(shell, options, start, stopSignals))
                .addSubcommand(script("test", "The test suite; --all adds the lanes that install foreign programs."))
                .addSubcommand(new LoadCommand(shell, options))
                .addSubcommand(new QueryCommand(options))
                .addSubcommand(new StatusCommand(options))
                .addSubcommand(new AuditCommand(options))
                .addSubcommand(new ReplayCommand(options))
                .addSubcommand(new TraceCommand(options))
                .addSubcommand(new DoctorCommand(options))
                .addSubcommand(new PipelinesCommand(options))
                .addSubcommand(new DeadLettersCommand(options))
                .addSubcommand(new SignInCommand(options))
                .addSubcommand(new DevicesCommand(options, in))
                .addSubcommand(script("bench", "A benchmark, beside what it is compared to."))
                .addSubcommand(new ConfigCommand(options));
        line.getCommandSpec()
                .addMixin("site", CommandSpec.forAnnotatedObject(options))
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .scopeType(ScopeType.INHERIT)
                        .description("Shows this help.")
                        .build());
        return line.setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUsageHelpAutoWidth(true);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static CommandLine script(String name, String description) {
        CommandLine command = new CommandLine(new ScriptCommand());
        command.getCommandSpec().name(name).usageMessage().description(description);
        return command;
    }

    private static PrintWriter utf8(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }
}
