package io.pitchside.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pitchside.model.access.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live stream over a real socket, as a browser reads it. */
class LiveStreamTest {
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** One connection that reads lines. */
    private final class Stream implements AutoCloseable {
        private final Socket socket = new Socket("127.0.0.1", server.server.port());
        private final BufferedReader reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

        Stream(Role role, String more) throws IOException {
            socket.setSoTimeout(20_000);
            String request = "GET /api/v1/matches/m1/live HTTP/1.1\r\nHost: localhost\r\nCookie: pitchside_token="
                    + TestServer.token(role) + "\r\n" + more + "\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
        }

        /** Reads on to a line that begins so. */
        String line(String start) throws IOException {
            String line = reader.readLine();
            while (line != null && !line.startsWith(start)) {
                line = reader.readLine();
            }
            assertThat(line).as("a line that starts with %s", start).isNotNull();
            return line;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void aPageGetsTheSetupTheTotalsAndThenEveryReading() throws IOException {
        try (Stream stream = new Stream(Role.COACH, "")) {
            assertThat(stream.line("HTTP/1.1")).contains(" 200 ");
            stream.line("Content-Type: text/event-stream");
            stream.line("event: setup");
            assertThat(stream.line("data: ")).contains("Pat").doesNotContain("hr_max");
            stream.line("event: totals");

            server.read(1);

            stream.line("event: positions");
            assertThat(stream.line("data: ")).isEqualTo("data: [[\"p\",1001,1,2,1]]");
            assertThat(stream.line("id: ")).isEqualTo("id: sensor-readings/0:2,player-metrics/0:0");
        }
    }

    @Test
    void medicalStaffGetHeartFields() throws IOException {
        try (Stream stream = new Stream(Role.MEDICAL, "")) {
            stream.line("event: setup");

            assertThat(stream.line("data: ")).contains("\"hr_max\":190");
        }
    }

    @Test
    void aBrokenConnectionGoesOnWhereItWas() throws IOException {
        try (Stream stream = new Stream(Role.COACH, "")) {
            stream.line("event: totals");
            server.read(1);
            stream.line("event: positions");
        }
        server.read(2);

        try (Stream stream = new Stream(Role.COACH, "Last-Event-ID: sensor-readings/0:2,player-metrics/0:0\r\n")) {
            stream.line("event: positions");

            assertThat(stream.line("data: ")).isEqualTo("data: [[\"p\",1002,1,2,2]]");
        }
    }

    @Test
    void anUnknownMatchIsAProblem() throws Exception {
        var answer = server.get("/api/v1/matches/nope/live", Role.COACH);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aClientThatReadsNothingIsCutAndTheServerGoesOn() throws IOException {
        try (Stream stuck = new Stream(Role.COACH, "");
                Stream healthy = new Stream(Role.COACH, "")) {
            stuck.line("event: totals");
            healthy.line("event: totals");
            long[] seq = {0};

            // As much as the kernel's buffers take, and then a megabyte more.
            await().until(() -> {
                for (int i = 0; i < 5_000; i++) {
                    server.read(++seq[0]);
                }
                String last;
                do {
                    last = healthy.line("data: [[");
                } while (!last.contains("," + seq[0] + "]]"));
                return isCut(stuck);
            });

            server.read(++seq[0]);
            assertThat(healthy.line("data: [[")).contains("," + seq[0] + "]]");
        }
    }

    /** Whether the far end is gone, without reading what it sent. */
    private static boolean isCut(Stream stream) {
        try {
            stream.socket.sendUrgentData(0);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void stoppingEndsTheStream() throws IOException {
        try (Stream stream = new Stream(Role.COACH, "")) {
            stream.line("event: totals");

            server.hub.close();

            String line;
            do {
                line = stream.reader.readLine();
            } while (line != null && !line.equals("0"));
            assertThat(line).isEqualTo("0");
        }
    }
}
