package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pitchside.web.ServerSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the records that could not be used. */
@Command(name = "dead-letters", description = "The records that could not be used, and why.")
final class DeadLettersCommand implements Runnable {
    private static final Pattern ID = Pattern.compile("([a-z0-9][a-z0-9-]*)/(\\d{1,9})/(\\d{1,18})");

    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    DeadLettersCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: list, show ID");
    }

    @Command(name = "list", description = "The newest ones, newest first.")
    int list(
            @Option(names = "--json", description = "Prints JSON.") boolean json,
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "How many (default 50).")
                    int limit)
            throws CommandFailure {
        if (limit < 1 || limit > ServerSettings.DEAD_LETTERS_MAX) {
            throw CommandFailure.wrongCall("--limit " + limit + ": allowed is 1 to " + ServerSettings.DEAD_LETTERS_MAX);
        }
        JsonNode answer = RunningPlatform.of(options.configuration()).get("/api/v1/dead-letters?limit=" + limit);
        Console console = Console.of(spec);
        if (json) {
            console.json(answer);
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable("id", "at", "source", "key", "reason", "message");
        for (JsonNode letter : answer.isArray() ? answer : answer.path("dead_letters")) {
            table.add(
                    id(letter),
                    Instant.ofEpochMilli(letter.path("at").asLong()),
                    letter.path("source"),
                    letter.path("key"),
                    letter.path("reason"),
                    letter.path("message"));
        }
        console.table(table);
        return ExitCodes.DONE;
    }

    @Command(name = "show", description = "One of them with its original bytes.")
    int show(
            @Parameters(paramLabel = "ID", description = "As list prints it: topic/partition/offset.") String id,
            @Option(names = "--json", description = "Prints JSON.") boolean json)
            throws CommandFailure {
        Matcher matcher = ID.matcher(id);
        if (!matcher.matches()) {
            throw CommandFailure.wrongCall("\"" + id + "\" is no id of a dead letter: it is written"
                    + " topic/partition/offset, as ./pitchside dead-letters list prints it");
        }
        JsonNode letter = RunningPlatform.of(options.configuration()).get("/api/v1/dead-letters/" + id);
        Console console = Console.of(spec);
        if (json) {
            console.json(letter);
            return ExitCodes.DONE;
        }
        letter.properties().stream()
                .filter(field -> !field.getKey().equals("payload"))
                .forEach(field -> console.data(field.getKey() + ": " + TextTable.text(field.getValue())));
        console.data("");
        console.data(payload(letter.path("payload")));
        return ExitCodes.DONE;
    }

    private static String id(JsonNode letter) {
        return letter.path("topic").asText() + "/" + letter.path("partition").asText() + "/"
                + letter.path("offset").asText();
    }

    /** The original bytes as text where they are text, else as they came: base64. */
    private static String payload(JsonNode payload) throws CommandFailure {
        try {
            byte[] bytes = payload.isTextual()
                    ? JsonNodeFactory.instance.textNode(payload.asText()).binaryValue()
                    : new byte[0];
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return payload.asText() + " (base64: it is no text)";
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.FAILED, "the payload in the answer is no base64", e);
        }
    }
}
