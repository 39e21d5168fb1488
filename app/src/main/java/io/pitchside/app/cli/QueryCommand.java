package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks the stores one question. */
@Command(
        name = "query",
        description = "One SELECT over the stores.",
        footer = {"", "Example: ./pitchside query \"SELECT player_id, distance_m FROM player_totals\" --format csv"})
final class QueryCommand implements Callable<Integer> {
    /** How the rows are written. */
    enum Format {
        table,
        csv,
        json
    }

    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "SQL", description = "The question, in quotes.")
    private String sql = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "table (the default), csv or json.")
    private @Nullable Format format;

    @Option(names = "--json", description = "The same as --format json.")
    private boolean json;

    @Option(names = "--as-of", paramLabel = "TIME", description = "What was known at that time (not in this release).")
    private @Nullable String asOf;

    QueryCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws CommandFailure {
        if (asOf != null) {
            throw CommandFailure.wrongCall("--as-of is not in this release: the stores it has keep the newest"
                    + " revision only; leave it out for what is known now");
        }
        if (json && format != null && format != Format.json) {
            throw CommandFailure.wrongCall("--json and --format " + format + " contradict each other; leave one out");
        }
        Configuration configuration = options.configuration();
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        question.put("sql", sql);
        question.put("format", (json ? Format.json : format == null ? Format.table : format).name());
        HttpResponse<InputStream> response = RunningPlatform.of(configuration)
                .post("/api/v1/query", question, configuration.get(Keys.QUERY_TIMEOUT));
        print(response);
        if (response.headers()
                .firstValue("Pitchside-Truncated")
                .filter("true"::equals)
                .isPresent()) {
            // Half an answer that looks whole is a wrong answer.
            throw new CommandFailure(
                    ExitCodes.FAILED,
                    "the answer has more rows than query.rows-max allows and was cut;"
                            + " ask for fewer with WHERE or LIMIT, or raise query.rows-max");
        }
        return ExitCodes.DONE;
    }

    private void print(HttpResponse<InputStream> response) throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        try (Reader rows = new InputStreamReader(response.body(), UTF_8)) {
            rows.transferTo(out);
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.UNREACHABLE, "the answer broke off: " + e, e);
        } finally {
            out.flush();
        }
    }
}
