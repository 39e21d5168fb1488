package io.pitchside.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private final CommandLine bench =
            Main.commandLine(Clock.systemUTC()).setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));

    @ParameterizedTest
    @ValueSource(strings = {"live-latency", "tracking-throughput"})
    void helpNamesTheOptions(String name) {
        assertThat(bench.execute(name, "--help")).isZero();

        assertThat(out.toString()).contains("--json", "--quick", "--seconds", "--repetitions", "--jfr");
    }

    @Test
    void unknownBenchmarkIsAWrongCall() {
        assertThat(bench.execute("dancing")).isEqualTo(2);
    }

    @Test
    void rateThatIsNoWholeMatchIsAWrongCall() {
        assertThat(bench.execute("tracking-throughput", "--rates", "10000,750")).isEqualTo(2);

        assertThat(errors.toString()).contains("--rates has 750, allowed are multiples of 500");
    }

    @Test
    void secondsOutOfBoundsAreAWrongCall() {
        assertThat(bench.execute("live-latency", "--seconds", "0")).isEqualTo(2);

        assertThat(errors.toString()).contains("--seconds is 0, allowed are 1 to 3600");
    }
}
