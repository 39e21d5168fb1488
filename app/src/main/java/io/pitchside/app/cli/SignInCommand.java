package io.pitchside.app.cli;

import io.pitchside.app.RunFile;
import io.pitchside.model.access.Role;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the link that signs a browser in. */
@Command(
        name = "sign-in",
        description = "Prints the link that signs a browser in. Who has the link has the role: pass it on with care.")
final class SignInCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "ROLE",
            defaultValue = "admin",
            description = "coach, medical, scout, analyst, operator or admin (the default).")
    private String roleCode = Role.ADMIN.code();

    SignInCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        Role role = Role.ofCode(roleCode)
                .orElseThrow(() -> CommandFailure.wrongCall("there is no role \"" + roleCode + "\": allowed are "
                        + Arrays.stream(Role.values()).map(Role::code).collect(Collectors.joining(", "))));
        RunFile run = RunningPlatform.runFile(options.configuration().data());
        Console.of(spec).data(SignInLink.of(run, role));
        return ExitCodes.DONE;
    }
}
