package io.pitchside.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** How much memory this process and its children took at most, as the operating system counts it. */
final class ProcessMemory {
    private static final String PEAK = "VmHWM:";

    private ProcessMemory() {}

    /** Megabytes; 0 on a system that does not say. */
    static long residentMbMax() {
        long kilobytes = peakKilobytes(ProcessHandle.current().pid());
        kilobytes += ProcessHandle.current()
                .descendants()
                .mapToLong(child -> peakKilobytes(child.pid()))
                .sum();
        return kilobytes / 1024;
    }

    private static long peakKilobytes(long pid) {
        Path status = Path.of("/proc", Long.toString(pid), "status");
        try {
            Optional<String> peak = Files.readAllLines(status, ISO_8859_1).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .findFirst();
            return peak.map(line -> Long.parseLong(line.replaceAll("\\D", ""))).orElse(0L);
        } catch (IOException e) {
            // The child has ended meanwhile, or this is no Linux.
            return 0;
        }
    }
}
