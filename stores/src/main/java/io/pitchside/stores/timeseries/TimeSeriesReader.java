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
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks QuestDB over HTTP, in its SQL. Answers are read as a stream and never kept here. Thread-safe. What people type
 * goes through {@link QueryDoor}, never here.
 */
public final class TimeSeriesReader {
    /** Longer statements do not fit the store's request header. */
    public static final int SQL_CHARS_MAX = 16_000;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** How much longer than the store itself we wait, so that the better message is the store's. */
    private static final Duration TIMEOUT_MARGIN = Duration.ofSeconds(2);

    private static final int ERROR_BYTES_MAX = 1 << 20;
    private static final int TEXT_BYTES_MAX = 200;
    private static final JsonFactory JSON = new JsonFactory();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final TimeSeriesAddress address;

    public TimeSeriesReader(TimeSeriesAddress address) {
        this.address = address;
    }

    /**
     * Asks for at most {@code rowsMax} rows and keeps them.
     *
     * @throws QueryRefusedException if the store cannot answer the query, or not in time
     * @throws StoreUnavailableException if the store cannot be reached
     * @throws StoreAccessException if the store does not let us in
     */
    public ResultTable table(String sql, int rowsMax, Duration timeout)
            throws QueryRefusedException, StoreUnavailableException, StoreAccessException {
        ResultTable table = new ResultTable();
        try {
            read(sql, rowsMax, timeout, table);
        } catch (StoreUnavailableException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("a table in memory does not fail", e);
        }
        return table;
    }

    /**
     * Asks for at most {@code rowsMax} rows and hands them on as they come.
     *
     * @throws QueryRefusedException if the store cannot answer the query, or not in time
     * @throws StoreUnavailableException if the store cannot be reached, or the answer breaks off
     * @throws StoreAccessException if the store does not let us in
     * @throws IOException what {@code rows} throws
     */
    public void read(String sql, int rowsMax, Duration timeout, ResultRows rows)
            throws QueryRefusedException, StoreAccessException, IOException {
        if (sql.length() > SQL_CHARS_MAX) {
            throw new QueryRefusedException(
                    "the query has " + sql.length() + " characters, at most " + SQL_CHARS_MAX + " are allowed");
        }
        HttpResponse<InputStream> answer = send(sql, rowsMax, timeout);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() == 200) {
                stream(body, rowsMax, rows);
            } else {
                throw refused(answer.statusCode(), body, timeout);
            }
        } catch (JsonParseException e) {
            throw new StoreUnavailableException(
                    "the answer of the time series at " + address.url() + " broke off: " + e.getOriginalMessage(), e);
        }
    }

    /** Runs a statement that has no rows, such as a table's definition. */
    void execute(String sql, Duration timeout)
            throws QueryRefusedException, StoreUnavailableException, StoreAccessException {
        table(sql, 1, timeout);
    }

    private HttpResponse<InputStream> send(String sql, int rowsMax, Duration timeout)
            throws StoreUnavailableException, QueryRefusedException {
        URI uri = address.resolve(
                "/exec?nm=false&limit=" + (rowsMax + 1L) + "&query=" + URLEncoder.encode(sql, StandardCharsets.UTF_8));
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("Statement-Timeout", Long.toString(timeout.toMillis()))
                .timeout(timeout.plus(TIMEOUT_MARGIN));
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while asking " + address.url(), e);
        } catch (HttpConnectTimeoutException e) {
            throw new StoreUnavailableException("time series at " + address.url() + " cannot be reached in time", e);
        } catch (HttpTimeoutException e) {
            // The store looks at its own limit now and then only; that we hang up is what stops it here.
            throw tooLong(timeout);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "time series at " + address.url() + " cannot be reached: " + TimeSeriesWriter.reason(e), e);
        }
    }

    // {"query":…,"columns":[{"name":…,"type":…},…],"timestamp":…,"dataset":[[…],…],"count":…}, or {"ddl":"OK"}
    private static void stream(InputStream body, int rowsMax, ResultRows rows) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            boolean cut = false;
            int width = 0;
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("columns")) {
                    List<ResultColumn> columns = columns(json);
                    width = columns.size();
                    rows.columns(columns);
                } else if (field.equals("dataset")) {
                    cut = dataset(json, width, rowsMax, rows);
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw new JsonParseException(json, "unexpected " + json.currentToken());
            }
            rows.end(cut);
        }
    }

    private static List<ResultColumn> columns(JsonParser json) throws IOException {
        List<ResultColumn> columns = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            String name = "";
            String type = "";
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("name")) {
                    name = json.getText();
                } else if (field.equals("type")) {
                    type = json.getText().toLowerCase(Locale.ROOT);
                } else {
                    json.skipChildren();
                }
            }
            columns.add(new ResultColumn(name, type));
        }
        return columns;
    }

    private static boolean dataset(JsonParser json, int width, int rowsMax, ResultRows rows) throws IOException {
        int count = 0;
        boolean cut = false;
        while (json.nextToken() == JsonToken.START_ARRAY) {
            @Nullable Object[] values = new @Nullable Object[width];
            int i = 0;
            while (json.nextToken() != JsonToken.END_ARRAY) {
                values[i++] = value(json);
            }
            // One row more than the limit is asked for, only to know whether there are more.
            if (count++ < rowsMax) {
                rows.row(values);
            } else {
                cut = true;
            }
        }
        return cut;
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

    private static QueryRefusedException tooLong(Duration timeout) {
        return new QueryRefusedException("the query took longer than " + timeout.toSeconds()
                + " s and was stopped: narrow it (by match_id, by time), or ask for fewer rows");
    }

    /** The store's refusal as the exception that says who can do something about it. */
    private QueryRefusedException refused(int status, InputStream body, Duration timeout)
            throws IOException, StoreAccessException {
        String error = "";
        int position = QueryRefusedException.POSITION_UNKNOWN;
        byte[] bytes = body.readNBytes(ERROR_BYTES_MAX);
        try (JsonParser json = JSON.createParser(bytes)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                if (field.equals("error")) {
                    error = json.getText();
                } else if (field.equals("position")) {
                    position = json.getIntValue();
                } else {
                    json.skipChildren();
                }
            }
        } catch (JsonParseException e) {
            error = new String(bytes, 0, Math.min(bytes.length, TEXT_BYTES_MAX), StandardCharsets.UTF_8).strip();
        }
        String message = error.isEmpty() ? "status " + status : error;
        if (status == 401 || status == 403) {
            throw new StoreAccessException("time series at " + address.url() + " answered " + status + ": " + message
                    + " (check the user name and password)");
        }
        if (status >= 500) {
            throw new StoreUnavailableException("time series at " + address.url() + ": " + message);
        }
        return message.contains("timeout, query aborted")
                ? tooLong(timeout)
                : new QueryRefusedException(message, position);
    }
}
