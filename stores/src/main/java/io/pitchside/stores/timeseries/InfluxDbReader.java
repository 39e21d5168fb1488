package io.pitchside.stores.timeseries;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks InfluxDB 1.x over HTTP, in InfluxQL. Answers come in chunks and are read as a stream. Thread-safe. */
final class InfluxDbReader {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int CHUNK_ROWS = 10_000;
    private static final int ERROR_CHARS_MAX = 500;
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final TimeSeriesAddress address;
    private final String database;

    InfluxDbReader(TimeSeriesAddress address, String database) {
        this.address = address;
        this.database = database;
    }

    /** Takes the rows of an answer as they come. */
    @FunctionalInterface
    interface Rows {
        /**
         * @param statement which of the statements it answers, from 0
         * @param tags what the rows were grouped by
         * @param values one per selected column, the time in nanoseconds first: null, {@link Boolean}, {@link Long},
         *     {@link Double} or {@link String}
         */
        void row(int statement, Map<String, String> tags, @Nullable Object[] values) throws IOException;
    }

    /** One row, kept. */
    record Row(
            int statement,
            Map<String, String> tags,
            @Nullable Object[] values) {
        long whole(int column) {
            return values[column] instanceof Number number ? number.longValue() : 0;
        }

        double number(int column) {
            return values[column] instanceof Number number ? number.doubleValue() : 0;
        }
    }

    /** Asks and keeps the answer. */
    List<Row> ask(String influxQl, Duration timeout) throws StoreUnavailableException, StoreAccessException {
        List<Row> rows = new ArrayList<>();
        try {
            read(influxQl, timeout, (statement, tags, values) -> rows.add(new Row(statement, tags, values)));
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a list in memory does not fail", e);
        }
        return rows;
    }

    /**
     * Asks one or several statements, with semicolons between them.
     *
     * @throws StoreUnavailableException if the store cannot be reached or cannot answer, or the answer breaks off
     * @throws StoreAccessException if the store does not let us in, or lacks the database
     * @throws IOException what {@code rows} throws
     */
    void read(String influxQl, Duration timeout, Rows rows) throws IOException, StoreAccessException {
        HttpResponse<InputStream> answer = send(influxQl, timeout);
        try (InputStream body = new Breakable(answer.body());
                JsonParser json = JSON.createParser(body)) {
            if (answer.statusCode() != 200) {
                throw refused(answer.statusCode(), body);
            }
            while (json.nextToken() != null) {
                chunk(json, rows);
            }
        } catch (JsonParseException e) {
            throw new StoreUnavailableException(
                    "the answer of the time series at " + address.url() + " broke off: " + e.getOriginalMessage(), e);
        }
    }

    private HttpResponse<InputStream> send(String influxQl, Duration timeout) throws StoreUnavailableException {
        URI uri = address.resolve("/query?epoch=ns&chunked=true&chunk_size=" + CHUNK_ROWS + "&db=" + encoded(database));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .timeout(timeout)
                .POST(HttpRequest.BodyPublishers.ofString("q=" + encoded(influxQl)));
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while asking " + address.url(), e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "time series at " + address.url() + " cannot be reached: " + TimeSeriesWriter.reason(e), e);
        }
    }

    /** Marks what the connection throws, to tell it from what the receiver of the rows throws. */
    private final class Breakable extends InputStream {
        private final InputStream from;

        Breakable(InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return from.read(bytes, offset, length);
            } catch (IOException e) {
                throw new StoreUnavailableException(
                        "the answer of the time series at " + address.url() + " broke off: "
                                + TimeSeriesWriter.reason(e),
                        e);
            }
        }

        @Override
        public void close() throws IOException {
            from.close();
        }
    }

    // {"results":[{"statement_id":0,"series":[{"name":…,"tags":{…},"columns":[…],"values":[[…],…],"partial":true}]}]}
    private void chunk(JsonParser json, Rows rows) throws IOException, StoreAccessException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("error")) {
                throw failed(json.getText());
            } else if (field.equals("results")) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    result(json, rows);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void result(JsonParser json, Rows rows) throws IOException, StoreAccessException {
        int statement = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "statement_id" -> statement = json.getIntValue();
                case "error" -> throw failed(json.getText());
                case "series" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        series(json, statement, rows);
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private static void series(JsonParser json, int statement, Rows rows) throws IOException {
        Map<String, String> tags = Map.of();
        int width = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "tags" -> tags = tags(json);
                case "columns" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        width++;
                    }
                }
                case "values" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        rows.row(statement, tags, values(json, width));
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private static Map<String, String> tags(JsonParser json) throws IOException {
        Map<String, String> tags = new HashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            tags.put(name, PercentText.decode(json.getText()));
        }
        return tags;
    }

    private static @Nullable Object[] values(JsonParser json, int width) throws IOException {
        @Nullable Object[] values = new @Nullable Object[width];
        int i = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            values[i++] = value(json);
        }
        return values;
    }

    private static @Nullable Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) json.getDoubleValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_STRING -> json.getText();
            default -> throw new JsonParseException(json, "unexpected " + json.currentToken());
        };
    }

    private StoreUnavailableException refused(int status, InputStream body) throws IOException, StoreAccessException {
        String text = new String(body.readNBytes(ERROR_CHARS_MAX), StandardCharsets.UTF_8).strip();
        if (status == 401 || status == 403) {
            throw new StoreAccessException("time series at " + address.url() + " answered " + status + ": " + text
                    + " (check the user name and password, and that the user has ALL on " + database + ")");
        }
        if (status == 404 && !text.contains("\"error\"")) {
            throw new StoreAccessException("time series at " + address.url() + " answered " + status + ": " + text
                    + " (is this the address of an InfluxDB 1.x?)");
        }
        return failed("status " + status + ": " + text);
    }

    /** Our own statement fails only if the store cannot answer it now, or has lost its database. */
    private StoreUnavailableException failed(String error) throws StoreAccessException {
        String message = "time series at " + address.url() + ": " + error;
        if (error.contains("database not found")) {
            throw new StoreAccessException(message + " (restart the platform, which creates it)");
        }
        if (error.contains("not authorized") || error.contains("authorization failed")) {
            throw new StoreAccessException(message + " (check the user's rights on " + database + ")");
        }
        return new StoreUnavailableException(message);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    String database() {
        return database;
    }
}
