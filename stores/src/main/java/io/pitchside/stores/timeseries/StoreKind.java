package io.pitchside.stores.timeseries;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;

/** The products that can keep the time series. */
public enum StoreKind {
    QUESTDB,
    /** InfluxDB 1.x. */
    INFLUXDB;

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    /** As it stands in a configuration. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such kind */
    public static StoreKind of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /**
     * Asks a store what it is: InfluxDB answers {@code GET /ping} with its version, and so does QuestDB, but with a
     * version of 2 that it is compatible with.
     *
     * @throws StoreUnavailableException if it does not answer
     * @throws StoreAccessException if it is a product that we do not know how to talk to
     */
    public static StoreKind detect(TimeSeriesAddress address) throws StoreUnavailableException, StoreAccessException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address.resolve("/ping")).timeout(TIMEOUT);
        if (!address.authorization().isEmpty()) {
            request.header("Authorization", address.authorization());
        }
        HttpResponse<Void> answer;
        try {
            answer = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(TIMEOUT)
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while asking " + address.url(), e);
        } catch (IOException e) {
            throw new StoreUnavailableException(
                    "time series at " + address.url() + " cannot be reached: " + TimeSeriesWriter.reason(e), e);
        }
        String version = answer.headers().firstValue("X-Influxdb-Version").orElse("");
        String server = answer.headers().firstValue("Server").orElse("").toLowerCase(Locale.ROOT);
        if (version.isEmpty() || server.contains("questdb")) {
            return QUESTDB;
        }
        if (version.startsWith("1.") || version.startsWith("v1.")) {
            return INFLUXDB;
        }
        throw new StoreAccessException("time series at " + address.url() + " says that it is InfluxDB " + version
                + "; only InfluxDB 1.x and QuestDB are supported");
    }
}
