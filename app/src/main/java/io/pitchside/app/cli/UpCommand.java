package io.pitchside.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitchside.app.RunFile;
import io.pitchside.app.StartException;
import io.pitchside.app.config.Configuration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Starts the platform in this process, says when it is ready, and stops it cleanly when its time is over or somebody
 * asks for it.
 */
@Command(
        name = "up",
        description = "Starts everything that has no address in the configuration, until Ctrl-C.",
        footer = {
            "",
            "Prints \"ready in N s\", the pages and a sign-in link. With --for, exits 1 if the ledger does not balance."
        })
final class UpCommand implements Callable<Integer> {
    /** How long the last readings may take to reach the store before the summary is written. */
    private static final Duration AUDIT_WAIT_MAX = Duration.ofSeconds(30);
    /** The same when somebody is waiting for the process to end. */
    private static final Duration AUDIT_WAIT_MAX_ON_REQUEST = Duration.ofSeconds(3);

    /** Which parts run here. */
    enum Part {
        all,
        edge,
        cloud
    }

    private final Shell shell;
    private final SiteOptions options;
    private final Site.Start start;
    private final Consumer<Runnable> stopSignals;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(names = "--demo", description = "Also plays a simulated match.")
    private boolean demo;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "all",
            description = "Which parts run here: all, edge (a stadium), cloud (the rest). Default: all.")
    private Part role = Part.all;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = Seconds.class,
            description = "Stops cleanly after that time, counted from ready: 60s, 5m.")
    private @Nullable Duration time;

    @Option(names = "--summary", paramLabel = "FILE", description = "Writes what was counted and measured, as JSON.")
    private @Nullable Path summaryFile;

    @Option(
            names = "--verify",
            description = "With --for: recomputes every match before the summary; exits 1 where a number differs.")
    private boolean verify;

    UpCommand(Shell shell, SiteOptions options, Site.Start start, Consumer<Runnable> stopSignals) {
        this.shell = shell;
        this.options = options;
        this.start = start;
        this.stopSignals = stopSignals;
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        if (role == Part.cloud) {
            throw CommandFailure.wrongCall("--role cloud: this release has no pipeline that runs apart from the"
                    + " stadium; use --role all or --role edge");
        }
        if (verify && time == null) {
            throw CommandFailure.wrongCall("--verify: it recomputes the matches at the end of --for TIME; while the"
                    + " platform runs, ./pitchside replay MATCH --verify does");
        }
        Configuration configuration = options.configuration();
        Path summary = summaryTarget();
        StopRequest stop = new StopRequest(Thread.currentThread());
        stopSignals.accept(() -> {
            if (stop.requested()) {
                progress("stopping already; kill -9 " + ProcessHandle.current().pid() + " ends it at once");
            }
            stop.request();
        });
        Site site = started(configuration, stop);
        if (site == null) {
            return ExitCodes.DONE;
        }
        try (site) {
            return run(site, stop, summary);
        }
    }

    /** The started platform; null where somebody asked for the stop before it was ready. */
    private @Nullable Site started(Configuration configuration, StopRequest stop) throws CommandFailure {
        Site site;
        try {
            site = start.start(configuration, this::progress);
        } catch (StartException e) {
            if (stop.requested()) {
                // Being interrupted is no failure of the start, however it puts it.
                progress("stopped before it was ready");
                return null;
            }
            throw new CommandFailure(ExitCodes.WRONG_CALL, requireNonNull(e.getMessage()), e);
        } finally {
            stop.started();
        }
        return site;
    }

    private int run(Site site, StopRequest stop, @Nullable Path summary) throws CommandFailure, InterruptedException {
        if (!stop.requested()) {
            printReady(site.run());
            if (demo) {
                site.startDemo();
            }
            if (time == null) {
                stop.await();
            } else {
                stop.await(time);
            }
        }
        boolean asked = stop.requested();
        progress("stopping");
        site.stopDemo();
        if (time == null && summary == null) {
            return ExitCodes.DONE;
        }
        site.audit(asked ? AUDIT_WAIT_MAX_ON_REQUEST : AUDIT_WAIT_MAX);
        boolean verified = !verify || asked || site.verify(this::progress);
        ObjectNode counted = site.summary();
        write(counted, summary);
        boolean balanced = counted.path("ledger_balanced").asBoolean(false);
        if (!balanced) {
            progress("the ledger does not balance; ./pitchside audit shows where once the platform is up again");
        }
        if (!verified) {
            progress("a recomputation gives other numbers; ./pitchside replay MATCH --verify shows which once the"
                    + " platform is up again");
        }
        // Who asks for a stop gets one, whatever was still on its way; who set a time asked for the check.
        return asked || (balanced && verified) ? ExitCodes.DONE : ExitCodes.FAILED;
    }

    private void printReady(RunFile run) throws CommandFailure {
        double seconds = (System.currentTimeMillis() - shell.jvmStartedAtMs()) / 1000.0;
        String address = run.address("http");
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(Locale.ROOT, "ready in %.1f s", seconds));
        out.println("pages     " + address + "/");
        out.println("sign in   " + SignInLink.of(run));
        out.flush();
        progress("Ctrl-C stops");
    }

    private @Nullable Path summaryTarget() throws CommandFailure {
        if (summaryFile == null) {
            return null;
        }
        Path file = shell.directory().resolve(summaryFile);
        // Known now rather than after an hour of measuring.
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || (folder != null && !Files.isDirectory(folder))) {
            throw CommandFailure.wrongCall(
                    "--summary " + summaryFile + ": the folder it names must exist, and the" + " file be no folder");
        }
        return file;
    }

    private void write(ObjectNode counted, @Nullable Path summary) throws CommandFailure {
        String text = counted.toPrettyString() + System.lineSeparator();
        if (summary == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(summary, text);
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.FAILED, "--summary " + summary + " cannot be written: " + e, e);
        }
    }

    private void progress(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }
}
