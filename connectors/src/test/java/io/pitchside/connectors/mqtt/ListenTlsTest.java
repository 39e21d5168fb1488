package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenTlsTest {
    private static final String READING = "{\"seq\":4,\"ts\":1760000000000,\"x\":1.5,\"y\":2}";

    @TempDir
    private static Path folder;

    private static TrustManagerFactory trust;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=front door",
                        "-validity",
                        "2",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "test-only",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "test-only".toCharArray());
        }
        pem("cert.pem", "CERTIFICATE", keys.getCertificate("door").getEncoded());
        pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("door", "test-only".toCharArray()).getEncoded());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", keys.getCertificate("door"));
        trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
    }

    private static void pem(String name, String kind, byte[] der) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(UTF_8)).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    private static RunningTask listening() {
        return RunningTask.listening(
                "tls.certificate",
                folder.resolve("cert.pem").toString(),
                "tls.key",
                folder.resolve("key.pem").toString());
    }

    @Test
    void messagesComeInEncrypted() throws InterruptedException {
        try (RunningTask running = listening()) {
            Mqtt5AsyncClient client = MqttClient.builder()
                    .serverHost("127.0.0.1")
                    .serverPort(running.port())
                    .sslConfig()
                    .trustManagerFactory(trust)
                    .applySslConfig()
                    .useMqttVersion5()
                    .buildAsync();
            client.connect().join();
            CompletableFuture<?> result = client.publishWith()
                    .topic("stadiums/s1/matches/m1/readings")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(("[" + "{\"player_id\":\"p1\"},".repeat(2_000) + "{}]").getBytes(UTF_8))
                    .send();

            running.poll(2_001).forEach(running::commit);

            result.join();
            client.disconnect().join();
        }
    }

    @Test
    void reasonsArriveThroughTlsToo() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (RunningTask running = listening();
                RawClient client = new RawClient(
                        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", running.port()), 5)) {
            client.send(RawClient.connect(5, "c", 2, 60, new byte[0]), client.publish(1, "weather", READING));
            assertThat(client.read().at(1)).isZero();
            assertThat(client.read().at(2)).isEqualTo(0x90);
            client.send(client.publish(0x34, 2, "weather", new byte[0], new byte[0]));

            RawClient.Packet end = client.read();

            assertThat(end.type()).isEqualTo(RawClient.DISCONNECT);
            assertThat(end.at(0)).isEqualTo(0x9B);
            assertThat(client.read().type()).isEqualTo(RawClient.CLOSED);
        }
    }

    @Test
    void aClientWithoutTlsIsCutOffAndCounted() throws IOException {
        try (RunningTask running = listening();
                RawClient client = new RawClient(running.port(), 4)) {
            client.send(RawClient.connect(4, "c", 2, 60, new byte[0]));

            int type = client.read().type();

            assertThat(type).isNotEqualTo(RawClient.CONNACK);
            await().until(() -> running.metrics().refusedConnections.sum() == 1);
        }
    }

    @Test
    void aKeyThatIsNoneIsNamed() {
        assertThatThrownBy(() -> RunningTask.listening(
                        "tls.certificate",
                        folder.resolve("cert.pem").toString(),
                        "tls.key",
                        folder.resolve("cert.pem").toString()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("cert.pem")
                .hasMessageContaining("PKCS #8");
    }
}
