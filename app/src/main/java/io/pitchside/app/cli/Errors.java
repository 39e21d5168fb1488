package io.pitchside.app.cli;

import static java.util.Map.entry;
import static java.util.Objects.requireNonNullElse;

import io.pitchside.app.config.ConfigurationException;
import io.pitchside.app.config.Spelling;
import io.pitchside.app.load.LoadException;
import io.pitchside.app.publish.PlatformException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into lines on standard error and an exit code. */
final class Errors implements CommandLine.IParameterExceptionHandler, CommandLine.IExecutionExceptionHandler {
    /** Commands that the documentation tells about, but that this release does not have. */
    private static final Map<String, String> LATER = Map.ofEntries(
            entry("sync", "scheduled copies"),
            entry("deploy", "deploying onto clusters"),
            entry("dead-letters edit", "editing one"),
            entry(
                    "dead-letters resend",
                    "resending one (publish it corrected on its MQTT topic instead; what was accepted before is"
                            + " recognised)"));

    private final Shell shell;

    Errors(Shell shell) {
        this.shell = shell;
    }

    @Override
    public int handleParseException(CommandLine.ParameterException error, String[] arguments) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        print(err, parseMessage(error));
        if (shell.debug()) {
            error.printStackTrace(err);
        }
        err.flush();
        return ExitCodes.WRONG_CALL;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        int exitCode = ExitCodes.FAILED;
        if (error instanceof CommandFailure failure) {
            print(err, requireNonNullElse(failure.getMessage(), "failed"));
            exitCode = failure.exitCode();
        } else if (error instanceof PlatformException refused) {
            print(err, requireNonNullElse(refused.getMessage(), "failed"));
            exitCode = refused.exitCode();
        } else if (error instanceof LoadException wrong) {
            print(err, requireNonNullElse(wrong.getMessage(), "failed"));
            exitCode = wrong.exitCode();
        } else if (error instanceof ConfigurationException wrong) {
            wrong.problems().forEach(problem -> print(err, problem));
            exitCode = ExitCodes.WRONG_CALL;
        } else {
            print(err, "unexpected error: " + error + " (PITCHSIDE_DEBUG=1 shows where)");
        }
        if (shell.debug()) {
            error.printStackTrace(err);
        }
        err.flush();
        return exitCode;
    }

    private static void print(PrintWriter err, String message) {
        err.println("pitchside: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    private static String parseMessage(CommandLine.ParameterException error) {
        CommandLine command = error.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        if (error instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            boolean option = word.startsWith("-");
            String path = command.getParent() == null ? word : command.getCommandName() + " " + word;
            if (LATER.containsKey(path)) {
                return path + ": " + LATER.get(path) + " is not in this release; " + name + " --help lists what is";
            }
            String kind = option
                    ? "unknown option "
                    : command.getSubcommands().isEmpty() ? "unexpected argument " : "unknown command ";
            return kind
                    + word
                    + nearest(word, command)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("; " + name + " --help lists what there is");
        }
        String message = requireNonNullElse(error.getMessage(), "wrong call").strip();
        String end = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return end + "; " + name + " --help shows how it is written";
    }

    private static Optional<String> nearest(String word, CommandLine command) {
        List<String> known = word.startsWith("-")
                ? command.getCommandSpec().options().stream()
                        .map(CommandLine.Model.OptionSpec::longestName)
                        .toList()
                : command.getSubcommands().entrySet().stream()
                        .filter(entry -> !entry.getValue()
                                .getCommandSpec()
                                .usageMessage()
                                .hidden())
                        .map(Map.Entry::getKey)
                        .toList();
        return Spelling.nearest(word, known);
    }
}
