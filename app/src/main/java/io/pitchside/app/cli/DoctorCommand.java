package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.RunFile;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.ConfigurationException;
import io.pitchside.app.config.Keys;
import io.pitchside.app.doctor.Check;
import io.pitchside.app.doctor.Check.State;
import io.pitchside.app.doctor.ClockCheck;
import io.pitchside.app.doctor.MachineChecks;
import io.pitchside.app.doctor.PlatformChecks;
import io.pitchside.app.doctor.PortChecks;
import io.pitchside.app.embedded.KafkaClients;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at everything that a platform needs, with or without one that runs. */
@Command(
        name = "doctor",
        description = "Checks machine, configuration, ports and every part; each line says what to do. Exits 1 on a"
                + " problem.")
final class DoctorCommand implements Callable<Integer> {
    private final SiteOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(names = "--json", description = "Prints JSON.")
    private boolean json;

    DoctorCommand(SiteOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        List<Check> checks = new ArrayList<>(MachineChecks.machine());
        try {
            checks.addAll(site(options.configuration()));
        } catch (ConfigurationException e) {
            e.problems()
                    .forEach(problem -> checks.add(Check.problem(
                            "configuration", problem, "correct it; docs/configuration.md lists every key")));
        }
        Console console = Console.of(spec);
        if (json) {
            console.json(json(checks));
        } else {
            print(checks, console);
        }
        return checks.stream().anyMatch(check -> check.state() == State.PROBLEM) ? ExitCodes.FAILED : ExitCodes.DONE;
    }

    private static List<Check> site(Configuration site) {
        List<Check> checks = new ArrayList<>(MachineChecks.site(site));
        RunFile run = null;
        try {
            Optional<RunFile> found = Files.isDirectory(site.data()) ? RunFile.read(site.data()) : Optional.empty();
            run = found.filter(RunFile::alive).orElse(null);
            checks.add(platform(site, found.orElse(null)));
        } catch (IOException e) {
            checks.add(Check.problem(
                    "platform",
                    site.data().resolve(RunFile.NAME) + " cannot be read: " + e.getMessage(),
                    "run the doctor as the user who started the platform"));
        }
        checks.addAll(new PortChecks(site, run).made());
        if (run != null) {
            checks.addAll(running(site, run));
        }
        return checks;
    }

    private static Check platform(Configuration site, @Nullable RunFile run) {
        if (run == null) {
            return Check.ok("platform", "none runs on " + site.data() + "; ./pitchside up starts one");
        }
        return run.alive()
                ? Check.ok("platform", "process " + run.pid() + " runs on " + site.data())
                : Check.warning(
                        "platform",
                        "process " + run.pid() + " of " + site.data() + " ended without saying goodbye",
                        "start it again with ./pitchside up: it goes on where it was, nothing acknowledged is lost");
    }

    private static List<Check> running(Configuration site, RunFile run) {
        List<Check> checks = new ArrayList<>();
        try {
            checks.addAll(new PlatformChecks(site, RunningPlatform.of(site).get("/api/v1/status")).made());
        } catch (CommandFailure e) {
            checks.add(Check.problem(
                    "web",
                    String.valueOf(e.getMessage()),
                    "it may still be starting; if not, stop the process and start it again with ./pitchside up"));
        }
        String kafka = run.addresses().get("kafka");
        if (kafka != null) {
            checks.add(ClockCheck.of(
                    new KafkaClients(kafka, site.kafkaClient()),
                    site.get(Keys.TRACKING_PARTITIONS),
                    site.get(Keys.TRACKING_CLOCK_AHEAD_MAX).toMillis(),
                    System::currentTimeMillis));
        }
        return checks;
    }

    private static ObjectNode json(List<Check> checks) {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("problems", count(checks, State.PROBLEM)).put("warnings", count(checks, State.WARNING));
        ArrayNode list = report.putArray("checks");
        for (Check check : checks) {
            list.addObject()
                    .put("check", check.name())
                    .put("state", check.state().code())
                    .put("detail", check.detail())
                    .put("fix", check.fix());
        }
        return report;
    }

    private static long count(List<Check> checks, State state) {
        return checks.stream().filter(check -> check.state() == state).count();
    }

    private static void print(List<Check> checks, Console console) {
        TextTable table = new TextTable("state", "check", "found", "what to do");
        checks.forEach(check -> table.add(check.state().code(), check.name(), check.detail(), check.fix()));
        console.table(table);
        console.data(count(checks, State.PROBLEM) + " problems, " + count(checks, State.WARNING) + " warnings");
    }
}
