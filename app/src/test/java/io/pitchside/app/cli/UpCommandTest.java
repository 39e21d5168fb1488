package io.pitchside.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.RunFile;
import io.pitchside.app.StartException;
import io.pitchside.app.config.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpCommandTest {
    @TempDir
    Path folder;

    private final List<String> calls = new ArrayList<>();
    private volatile Runnable signal = () -> {};
    private boolean balanced = true;
    private boolean verified = true;
    private Typed.At at;

    @BeforeEach
    void here() throws Exception {
        Files.writeString(folder.resolve("admin"), "t0ken\n");
        at = new Typed.At(folder).withSignals(stop -> signal = stop).withStart((configuration, progress) -> {
            progress.accept("starting kafka");
            calls.add("start " + configuration.get(Keys.HTTP_PORT));
            return new RecordedSite();
        });
    }

    @Test
    void saysWhenItIsReadyAndWhereThePagesAre() {
        Typed typed = at.type("up", "--for", "0s", "--summary", "summary.json", "--set", "http.port=0");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out())
                .containsPattern("\\Aready in \\d+\\.\\d s\n")
                .contains("http://127.0.0.1:4242/\n")
                .contains("http://127.0.0.1:4242/sign-in?token=t0ken\n");
        assertThat(typed.err()).startsWith("starting kafka\n").doesNotContain("t0ken");
        assertThat(calls).containsExactly("start 0", "stop demo", "audit PT30S", "summary", "close");
    }

    @Test
    void theDemoPlaysFromReadyToTheStop() {
        at.type("up", "--demo", "--for", "0s");

        assertThat(calls).containsExactly("start 8080", "start demo", "stop demo", "audit PT30S", "summary", "close");
    }

    @Test
    void theSummaryIsWritten() throws Exception {
        at.type("up", "--for", "0s", "--summary", "summary.json");

        assertThat(Files.readString(folder.resolve("summary.json"))).contains("\"ledger_balanced\" : true");
    }

    @Test
    void aLedgerThatDoesNotBalanceIsExitCodeOne() {
        balanced = false;

        Typed typed = at.type("up", "--for", "0s", "--summary", "summary.json");

        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err()).contains("the ledger does not balance");
        assertThat(folder.resolve("summary.json")).exists();
        assertThat(calls).endsWith("close");
    }

    @Test
    void verifyComesBeforeTheSummaryAndItsDifferencesAreExitCodeOne() {
        verified = false;

        Typed typed = at.type("up", "--for", "0s", "--verify");

        assertThat(calls).containsExactly("start 8080", "stop demo", "audit PT30S", "verify", "summary", "close");
        assertThat(typed.exitCode()).isEqualTo(1);
        assertThat(typed.err()).contains("replay MATCH --verify");
    }

    @Test
    void verifyWithoutATimeIsAWrongCall() {
        assertThat(at.type("up", "--verify").exitCode()).isEqualTo(2);
        assertThat(calls).isEmpty();
    }

    @Test
    void aSignalStopsItCleanlyWithExitCodeZero() throws Exception {
        CountDownLatch ready = new CountDownLatch(1);
        CompletableFuture<Typed> typed = CompletableFuture.supplyAsync(() -> at.withStart((configuration, progress) -> {
                    ready.countDown();
                    return new RecordedSite();
                })
                .type("up", "--demo"));

        assertThat(ready.await(10, TimeUnit.SECONDS)).isTrue();
        signal.run();

        assertThat(typed.get(10, TimeUnit.SECONDS).exitCode()).isZero();
        assertThat(calls).endsWith("stop demo", "close").doesNotContain("summary");
    }

    @Test
    void aSignalDuringTheStartInterruptsIt() {
        Typed typed = at.withStart((configuration, progress) -> {
                    signal.run();
                    calls.add("interrupted " + Thread.currentThread().isInterrupted());
                    throw new StartException("interrupted");
                })
                .type("up");

        assertThat(calls).containsExactly("interrupted true");
        assertThat(typed.exitCode()).isZero();
        assertThat(typed.err()).contains("stopped before it was ready");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void aSignalInTheLastMomentOfTheStartStopsWhatWasStarted() {
        Typed typed = at.withStart((configuration, progress) -> {
                    signal.run();
                    return new RecordedSite();
                })
                .type("up", "--demo");

        assertThat(typed.exitCode()).isZero();
        assertThat(typed.out()).isEmpty();
        assertThat(calls).containsExactly("stop demo", "close");
    }

    @Test
    void aFailedStartIsOneLine() {
        Typed typed = at.withStart((configuration, progress) -> {
                    throw new StartException("port 8080 (http.port) is taken by another program");
                })
                .type("up");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(typed.err()).isEqualTo("pitchside: port 8080 (http.port) is taken by another program\n");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void aWrongConfigurationStartsNothing() {
        Typed typed = at.type("up", "--set", "http.host=0.0.0.0");

        assertThat(typed.exitCode()).isEqualTo(2);
        assertThat(calls).isEmpty();
    }

    /** A platform that writes down what is asked of it. */
    private final class RecordedSite implements Site {
        @Override
        public RunFile run() {
            return new RunFile(
                    1,
                    Map.of("http", 4242),
                    Map.of("http", "http://127.0.0.1:4242"),
                    0,
                    folder.resolve("admin").toString(),
                    "");
        }

        @Override
        public void startDemo() {
            calls.add("start demo");
        }

        @Override
        public void stopDemo() {
            calls.add("stop demo");
        }

        @Override
        public ObjectNode audit(Duration wait) {
            calls.add("audit " + wait);
            return JsonNodeFactory.instance.objectNode().put("balanced", balanced);
        }

        @Override
        public boolean verify(Consumer<String> progress) {
            calls.add("verify");
            return verified;
        }

        @Override
        public ObjectNode summary() {
            calls.add("summary");
            return JsonNodeFactory.instance.objectNode().put("ledger_balanced", balanced);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
