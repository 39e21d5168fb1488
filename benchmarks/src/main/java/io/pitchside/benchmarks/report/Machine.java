package io.pitchside.benchmarks.report;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where figures were measured; without it they mean nothing.
 *
 * @param model the processor's name; {@code unknown} where the system does not tell
 * @param memoryMb physical memory; 0 where the system does not tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Machine(int cpus, String model, long memoryMb, String os, String java) {
    /** The machine that this JVM runs on. */
    public static Machine here() {
        String memory = line(Path.of("/proc/meminfo"), "MemTotal:").replaceAll("[^0-9]", "");
        String model = line(Path.of("/proc/cpuinfo"), "model name").replaceFirst("^[^:]*:\\s*", "");
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                model.isEmpty() ? "unknown" : model,
                memory.isEmpty() ? 0 : Long.parseLong(memory) / 1024,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    }

    private static String line(Path file, String start) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(start))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public String toString() {
        return cpus + " x " + model + ", " + memoryMb + " MB, " + os + ", " + java;
    }
}
