package io.pitchside.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** A command that the start script carries out before there is a JVM; here it is only told about. */
@Command
final class ScriptCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws CommandFailure {
        throw CommandFailure.wrongCall(spec.name() + " is carried out by the start script of a checkout: "
                + (spec.qualifiedName() + " " + String.join(" ", arguments)).strip());
    }
}
