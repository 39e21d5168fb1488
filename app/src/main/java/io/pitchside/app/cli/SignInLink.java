package io.pitchside.app.cli;

import io.pitchside.app.RunFile;
import io.pitchside.model.access.Role;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The address that signs a browser in; whoever has it has the role. */
final class SignInLink {
    private SignInLink() {}

    /** The administrator's link. */
    static String of(RunFile run) throws CommandFailure {
        return link(run, Path.of(run.tokenFile()));
    }

    /** The link of a role: its token lies beside the administrator's. */
    static String of(RunFile run, Role role) throws CommandFailure {
        return link(run, Path.of(run.tokenFile()).resolveSibling(role.code()));
    }

    static String token(Path file) throws CommandFailure {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "there is no token in " + file + "; start the platform" + " again to have it made",
                    e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.WRONG_CALL,
                    "the token in " + file + " cannot be read (" + e
                            + "): only who started the platform may use these commands",
                    e);
        }
    }

    private static String link(RunFile run, Path tokenFile) throws CommandFailure {
        return run.address("http") + "/sign-in?token=" + URLEncoder.encode(token(tokenFile), StandardCharsets.UTF_8);
    }
}
