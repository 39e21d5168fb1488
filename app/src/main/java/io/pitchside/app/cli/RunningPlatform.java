package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pitchside.app.RunFile;
import io.pitchside.app.config.Configuration;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

/** The platform that runs on a data folder, as the client commands talk to it. */
final class RunningPlatform {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    /** What an answer may take beyond the time that the question itself asked for. */
    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    /** An error's own words; what is longer is no error of ours. */
    private static final int PROBLEM_BYTES_MAX = 64 * 1024;

    private final RunFile run;
    private final String token;
    private final HttpClient http;

    private RunningPlatform(RunFile run, String token) {
        this.run = run;
        this.token = token;
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();
    }

    /** @throws CommandFailure if none runs there, with {@link ExitCodes#UNREACHABLE} */
    static RunningPlatform of(Configuration configuration) throws CommandFailure {
        RunFile run = runFile(configuration.data());
        return new RunningPlatform(run, SignInLink.token(Path.of(run.tokenFile())));
    }

    /** What the platform on that folder says of itself; the process it names is alive. */
    static RunFile runFile(Path data) throws CommandFailure {
        RunFile run;
        try {
            run = RunFile.read(data)
                    .orElseThrow(() -> unreachable("no platform runs on " + data
                            + " (no " + RunFile.NAME + " there): start it with ./pitchside up, or name its folder with"
                            + " --data DIR"));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE, data.resolve(RunFile.NAME) + " cannot be read: " + e.getMessage(), e);
        }
        if (!run.alive()) {
            throw unreachable("the platform of " + data + " is gone: " + RunFile.NAME + " names process " + run.pid()
                    + ", which does not live any more; start it again with ./pitchside up");
        }
        return run;
    }

    RunFile run() {
        return run;
    }

    JsonNode get(String path) throws CommandFailure {
        return get(path, Duration.ZERO);
    }

    /** @param wait how long the question itself lets the platform wait */
    JsonNode get(String path, Duration wait) throws CommandFailure {
        HttpResponse<InputStream> response =
                send(request(path).GET().timeout(ANSWER_MAX.plus(wait)).build());
        try (InputStream body = response.body()) {
            return EventJson.reader().readTree(body);
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.FAILED, path + ": the answer cannot be read: " + e, e);
        }
    }

    /** The caller closes the body. */
    HttpResponse<InputStream> post(String path, JsonNode body, Duration wait) throws CommandFailure {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(EventJson.bytes(body)))
                .timeout(ANSWER_MAX.plus(wait))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(run.address("http") + path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws CommandFailure {
        HttpResponse<InputStream> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCodes.UNREACHABLE,
                    "the platform at " + run.address("http") + " does not answer (" + reason(e)
                            + "); is it still starting or just stopping?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCodes.FAILED, "interrupted", e);
        }
        if (response.statusCode() / 100 != 2) {
            throw refused(request, response);
        }
        return response;
    }

    private static CommandFailure refused(HttpRequest request, HttpResponse<InputStream> response) {
        int status = response.statusCode();
        JsonNode problem = problem(response);
        String detail = problem.path("detail").asText(problem.path("title").asText("status " + status));
        int exitCode =
                switch (status) {
                    case 502, 503 -> ExitCodes.UNREACHABLE;
                    case 500, 504 -> ExitCodes.FAILED;
                    default -> ExitCodes.WRONG_CALL;
                };
        String where = problem.isMissingNode() ? request.uri().getPath() + ": " : "";
        return new CommandFailure(exitCode, where + detail);
    }

    private static JsonNode problem(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            JsonNode problem = EventJson.reader().readTree(body.readNBytes(PROBLEM_BYTES_MAX));
            return problem.isObject() ? problem : MissingNode.getInstance();
        } catch (IOException e) {
            // Whatever answered there does not speak as the platform does; the status says enough.
            return MissingNode.getInstance();
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static CommandFailure unreachable(String message) {
        return new CommandFailure(ExitCodes.UNREACHABLE, message);
    }
}
