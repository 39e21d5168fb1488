package io.pitchside.benchmarks.platform;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPU time and memory of one process, read from {@code /proc} (Linux), so that the process does no work for it. A part
 * that can't be read is 0.
 *
 * <p>The kernel keeps 15 characters of a thread's name; {@link #readNames()} asks the JVM for the whole ones, which
 * stops it for a moment: call it outside of what is measured.
 */
public final class ProcessCpu {
    /** User space sees the kernel's clock at 100 Hz on every Linux. */
    private static final long TICK_US = 10_000;

    private static final long JCMD_S_MAX = 20;
    private static final int UTIME = 11;
    private static final int STIME = 12;
    private static final Pattern JAVA_THREAD = Pattern.compile("^\"(.*)\" .*\\bnid=(0x[0-9a-f]+|[0-9]+)\\b");

    private final long pid;
    private final Path proc;
    private final Map<Long, String> names = new HashMap<>();

    private ProcessCpu(long pid) {
        this.pid = pid;
        proc = Path.of("/proc", Long.toString(pid));
    }

    public static ProcessCpu of(long pid) {
        return new ProcessCpu(pid);
    }

    /**
     * One look at the process.
     *
     * @param totalUs CPU time of the process, ended threads included
     * @param threadsUs CPU time of each living thread by its id
     * @param comms the kernel's name of each living thread by its id
     * @param rssMb resident memory
     * @param rssMbMax the most it ever was
     */
    public record Sample(long totalUs, Map<Long, Long> threadsUs, Map<Long, String> comms, long rssMb, long rssMbMax) {}

    public Sample sample() {
        Map<Long, Long> threadsUs = new HashMap<>();
        Map<Long, String> comms = new HashMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(proc.resolve("task"))) {
            for (Path task : tasks) {
                String stat = read(task.resolve("stat"));
                // A thread that ended since the folder was listed leaves an empty text.
                if (!stat.isEmpty()) {
                    long thread = Long.parseLong(task.getFileName().toString());
                    threadsUs.put(thread, cpuUs(stat));
                    comms.put(thread, stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')')));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return new Sample(0, Map.of(), Map.of(), 0, 0);
        }
        String total = read(proc.resolve("stat"));
        String status = read(proc.resolve("status"));
        return new Sample(
                total.isEmpty() ? 0 : cpuUs(total),
                threadsUs,
                comms,
                megabytes(status, "VmRSS:"),
                megabytes(status, "VmHWM:"));
    }

    /** Learns the whole names of the JVM's threads; without the JDK's tool the kernel's short ones have to do. */
    public void readNames() throws InterruptedException {
        try {
            Path dump = Files.createTempFile("pitchside-bench-", ".threads");
            String jcmd =
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(dump.toFile())
                    .start();
            if (process.waitFor(JCMD_S_MAX, TimeUnit.SECONDS)) {
                names.putAll(javaNames(Files.readString(dump)));
            } else {
                process.destroyForcibly();
            }
            Files.delete(dump);
        } catch (IOException e) {
            System.err.println("thread names stay short, jcmd does not run: " + e.getMessage());
        }
    }

    /** CPU time by hop between two samples, microseconds; hops that did nothing are left out. */
    public Map<Hop, Long> byHop(Sample before, Sample after) {
        Map<Hop, Long> hops = new HashMap<>();
        long rest = after.totalUs() - before.totalUs();
        for (Map.Entry<Long, Long> thread : after.threadsUs().entrySet()) {
            long us = thread.getValue() - before.threadsUs().getOrDefault(thread.getKey(), 0L);
            String comm = after.comms().getOrDefault(thread.getKey(), "");
            hops.merge(Hop.ofThread(names.getOrDefault(thread.getKey(), comm)), us, Long::sum);
            rest -= us;
        }
        // Threads that ended in between are in the process's time only.
        hops.merge(Hop.OTHER, Math.max(0, rest), Long::sum);
        hops.values().removeIf(us -> us <= 0);
        return hops;
    }

    /** Reads the names and native ids out of a thread dump. */
    static Map<Long, String> javaNames(String dump) {
        Map<Long, String> found = new HashMap<>();
        dump.lines().forEach(line -> {
            Matcher matcher = JAVA_THREAD.matcher(line);
            if (matcher.find()) {
                found.put(Long.decode(matcher.group(2)), matcher.group(1));
            }
        });
        return found;
    }

    static long cpuUs(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])) * TICK_US;
    }

    static long megabytes(String status, String key) {
        return status.lines()
                .filter(line -> line.startsWith(key))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) / 1024)
                .findFirst()
                .orElse(0);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
