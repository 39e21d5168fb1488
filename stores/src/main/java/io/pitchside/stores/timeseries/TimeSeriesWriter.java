package io.pitchside.stores.timeseries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/**
 * Writes line protocol to a store over HTTP: one post is one transaction. When {@link #write} returns, the store has
 * the rows for good, though a reader may see them a moment later. The connection is kept open. Not thread-safe.
 */
public final class TimeSeriesWriter {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int MESSAGE_CHARS_MAX = 500;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final TimeSeriesAddress address;
    private final URI target;
    private final Duration timeout;
    private final boolean gzip;

    private TimeSeriesWriter(TimeSeriesAddress address, URI target, Duration timeout, boolean gzip) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
        this.address = address;
        this.target = target;
        this.timeout = timeout;
        this.gzip = gzip;
    }

    /** A writer to QuestDB; the store is not contacted yet. */
    public static TimeSeriesWriter questDb(TimeSeriesAddress address, Duration timeout) {
        return new TimeSeriesWriter(address, address.resolve("/write?precision=ns"), timeout, false);
    }

    /** A writer to a database of InfluxDB 1.x; the store is not contacted yet. What crosses a network is compressed. */
    public static TimeSeriesWriter influxDb(TimeSeriesAddress address, String database, Duration timeout) {
        String host = address.url().getHost();
        boolean near = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return influxDb(address, database, timeout, !near);
    }

    static TimeSeriesWriter influxDb(TimeSeriesAddress address, String database, Duration timeout, boolean gzip) {
        String path = "/write?precision=ns&db=" + URLEncoder.encode(database, StandardCharsets.UTF_8);
        return new TimeSeriesWriter(address, address.resolve(path), timeout, gzip);
    }

    /**
     * Writes rows {@code [from, to)} of the body.
     *
     * @throws RowsRefusedException if the store refuses a row; some of the others may have been written
     * @throws StoreAccessException if the store does not let us in, lacks a table, or is none
     * @throws StoreUnavailableException if it cannot be reached or cannot write now; some rows may have been written
     */
    public void write(LineProtocol body, int from, int to)
            throws RowsRefusedException, StoreAccessException, StoreUnavailableException {
        if (from == to) {
            return;
        }
        int start = body.startOf(from);
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(timeout);
        if (gzip) {
            byte[] packed = packed(body.buffer(), start, body.startOf(to) - start);
            request.header("Content-Encoding", "gzip").POST(HttpRequest.BodyPublishers.ofByteArray(packed));
        } else {
            request.POST(HttpRequest.BodyPublishers.ofByteArray(body.buffer(), start, body.startOf(to) - start));
        }
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        HttpResponse<String> answer = send(request.build());
        int status = answer.statusCode();
        if (status == 204 || status == 200) {
            return;
        }
        String message = "time series at " + address.url() + " answered " + status + ": " + firstOf(answer.body());
        if (status == 401 || status == 403) {
            throw new StoreAccessException(message + " (check the user name and password)");
        }
        if (status == 400 || status == 413 || status == 422) {
            throw refused(answer.body(), from, to, message);
        }
        if (status >= 500 || status == 408 || status == 429) {
            throw new StoreUnavailableException(message);
        }
        if (status == 404 && answer.body().contains("database not found")) {
            throw new StoreAccessException(message + " (restart the platform, which creates it)");
        }
        throw new StoreAccessException(message + " (is this the address of a time-series store?)");
    }

    private static byte[] packed(byte[] bytes, int from, int length) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(length / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes, from, length);
        } catch (IOException e) {
            throw new UncheckedIOException("an array in memory does not fail", e);
        }
        return packed.toByteArray();
    }

    private HttpResponse<String> send(HttpRequest request) throws StoreUnavailableException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while writing to " + address.url(), e);
        } catch (HttpTimeoutException e) {
            throw new StoreUnavailableException("time series at " + address.url() + " did not answer in time", e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "time series at " + address.url() + " cannot be reached: " + reason(e), e);
        }
    }

    static String reason(IOException e) {
        String text = e.getMessage() == null ? "" : ": " + e.getMessage();
        return e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT) + text;
    }

    /** QuestDB names the first bad line, counted from 1 in what was posted; InfluxDB writes the others and names none. */
    private static RowsRefusedException refused(String body, int from, int to, String message)
            throws StoreAccessException {
        if (body.contains("creating new tables is disabled") || body.contains("creating new columns is disabled")) {
            // Not a matter of this row: every row would be refused, and setting them all aside would lose them.
            throw new StoreAccessException(message + " (the store lacks a table or column of this version)");
        }
        if (body.contains("limit exceeded")) {
            // InfluxDB's limits on series and tag values: likewise.
            throw new StoreAccessException(
                    message + " (raise max-series-per-database and max-values-per-tag in its configuration)");
        }
        return new RowsRefusedException(rowNamed(body, from, to), message);
    }

    private static int rowNamed(String body, int from, int to) {
        JsonNode line;
        try {
            line = JSON.readTree(body).path("line");
        } catch (IOException e) {
            // Another store's message, not JSON: which row it means is found by halving.
            return RowsRefusedException.ROW_UNKNOWN;
        }
        boolean inBody = line.isInt() && line.intValue() >= 1 && from + line.intValue() <= to;
        return inBody ? from + line.intValue() - 1 : RowsRefusedException.ROW_UNKNOWN;
    }

    private static String firstOf(String body) {
        String oneLine = body.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= MESSAGE_CHARS_MAX ? oneLine : oneLine.substring(0, MESSAGE_CHARS_MAX) + "…";
    }
}
