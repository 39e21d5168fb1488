package io.pitchside.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchside.app.Ports.Wanted;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final String LOOPBACK = "127.0.0.1";

    @Test
    void zeroTakesFreePortsThatDiffer() throws Exception {
        Map<String, Integer> ports =
                Ports.resolve(List.of(wanted("http", 0), wanted("mqtt", 0), wanted("kafka", 0)), 4711);

        assertThat(ports.keySet()).containsExactly("http", "mqtt", "kafka");
        assertThat(ports.values()).doesNotHaveDuplicates().allMatch(port -> port > 0);
    }

    @Test
    void aTakenPortIsNamedWithItsKeyAndAWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            List<Wanted> wanted = List.of(wanted("mqtt", 0), wanted("http", taken.getLocalPort()));

            assertThatThrownBy(() -> Ports.resolve(wanted, 1))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " (http.port) is taken")
                    .hasMessageContaining("--set http.port=0");
        }
    }

    @Test
    void twoPartsMayNotAskForTheSamePort() throws Exception {
        int port = Ports.resolve(List.of(wanted("free", 0)), 2).get("free");
        List<Wanted> wanted = List.of(wanted("http", port), wanted("mqtt", port));

        assertThatThrownBy(() -> Ports.resolve(wanted, 3)).hasMessageContaining("(mqtt.port) is taken");
    }

    private static Wanted wanted(String part, int port) {
        return new Wanted(part, part + ".port", LOOPBACK, port);
    }
}
