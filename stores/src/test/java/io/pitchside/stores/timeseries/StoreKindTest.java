package io.pitchside.stores.timeseries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;

class StoreKindTest {
    @Test
    void aVersionOfOneIsInfluxDb() throws Exception {
        assertThat(detected("1.8.10", "")).isEqualTo(StoreKind.INFLUXDB);
    }

    @Test
    void questDbClaimsACompatibleVersionAndIsKnownByItsName() throws Exception {
        assertThat(detected("v2.7.4", "questDB/1.0")).isEqualTo(StoreKind.QUESTDB);
        assertThat(detected("", "")).isEqualTo(StoreKind.QUESTDB);
    }

    @Test
    void anotherVersionIsRefusedByName() {
        assertThatThrownBy(() -> detected("v2.7.4", ""))
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining("v2.7.4")
                .hasMessageContaining("1.x");
    }

    private static StoreKind detected(String version, String server) throws Exception {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/ping", exchange -> answer(exchange, version, server));
        http.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
            return StoreKind.detect(new TimeSeriesAddress(url, "", ""));
        } finally {
            http.stop(0);
        }
    }

    private static void answer(com.sun.net.httpserver.HttpExchange exchange, String version, String server)
            throws IOException {
        if (!version.isEmpty()) {
            exchange.getResponseHeaders().set("X-Influxdb-Version", version);
        }
        if (!server.isEmpty()) {
            exchange.getResponseHeaders().set("Server", server);
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
