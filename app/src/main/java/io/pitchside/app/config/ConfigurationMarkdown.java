package io.pitchside.app.config;

import java.util.StringJoiner;

/** Writes {@code docs/configuration.md} from {@link Keys}; a test fails when the file says anything else. Pure. */
public final class ConfigurationMarkdown {
    private static final String HEAD = """
            # Configuration

            <!-- Written by `./pitchside config --markdown > docs/configuration.md`; change `Keys`, not this file. -->

            Every key has a default, and the defaults run everything on one machine. To change one, write it into
            `pitchside.yaml` in the folder you start from (or name another file with `--config FILE`), set the
            environment variable of the same name, or add `--set key=value`. The later of these three wins.

            ```yaml
            # pitchside.yaml: nested or dotted, as you like
            http:
              port: 8081
            tracking.lateness: 1m
            ```

            ```
            PITCHSIDE_HTTP_PORT=8082 ./pitchside up --set tracking.lateness=30s
            ```

            In the name of an environment variable `.` and `-` become `_`: `time-series.url` is
            `PITCHSIDE_TIME_SERIES_URL`. An unknown key or a value that is not allowed stops the start with a line that
            says where it stands. Times are written `500ms`, `2s`, `5m`, `1h`, sizes `64KiB`, `1MiB`.

            Everything else behind `kafka.` goes to every Kafka client as it stands, so that a cluster with SASL or TLS
            needs no more than `kafka.bootstrap.servers`, `kafka.security.protocol`, `kafka.sasl.mechanism` and
            `kafka.sasl.jaas.config`.

            Passwords, tokens and keys are never printed: they show as `****`, and so does the user part of an address.
            Better keep them in the environment than in the file.

            | key | default | allowed | what it is |
            |---|---|---|---|
            """;

    private ConfigurationMarkdown() {}

    /** The whole page. */
    public static String text() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Key<?> key : Keys.ALL) {
            StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
            row.add("`" + key.name() + "`");
            row.add(key.defaultText() == null ? "" : "`" + key.defaultText() + "`");
            row.add((key.secret() ? "secret: " : "") + cell(key.allowed()));
            row.add(cell(key.description()));
            page.append(row);
        }
        return page.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
