package io.pitchside.app.doctor;

import com.sun.management.OperatingSystemMXBean;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Key;
import io.pitchside.app.config.Keys;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What of the machine and the configuration a platform needs, whether one runs or not. Stateless. */
public final class MachineChecks {
    private static final int JAVA_MIN = 17;
    private static final long GIB = 1L << 30;
    /** Heap, buffers and the embedded servers together. */
    private static final long MEMORY_MIN = 4 * GIB;

    private static final long DISK_MIN = GIB;
    /** A day of one match a day, at 10,000 readings a second for two hours, with all copies. */
    private static final long DISK_GOOD = 20 * GIB;

    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

    private MachineChecks() {}

    /** What needs no configuration. */
    public static List<Check> machine() {
        return List.of(java(Runtime.version()), memory());
    }

    /** What the configuration decides. */
    public static List<Check> site(Configuration site) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok("configuration", site.shownSettings().size() + " keys set, the rest are defaults"));
        checks.addAll(secrets(site));
        checks.add(dataFolder(site.data()));
        return checks;
    }

    static Check java(Runtime.Version version) {
        String detail = "Java " + version;
        return version.feature() >= JAVA_MIN
                ? Check.ok("java", detail)
                : Check.problem("java", detail, "install a JDK " + JAVA_MIN + " or newer and set JAVA_HOME to it");
    }

    private static Check memory() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system)) {
            return Check.ok("memory", "unknown on this system");
        }
        long total = system.getTotalMemorySize();
        String detail = String.format("%.1f GiB in the machine", (double) total / GIB);
        return total >= MEMORY_MIN
                ? Check.ok("memory", detail)
                : Check.warning(
                        "memory",
                        detail,
                        "give it 4 GiB, or a smaller heap: PITCHSIDE_JVM_ARGS=\"-Xmx1g\" ./pitchside up");
    }

    /** Space and rights where the data is, or will be. */
    static Check dataFolder(Path data) {
        Path there = data;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        String fix = "choose another one with --data DIR, or give this one to the user who starts the platform";
        if (there == null || !Files.isDirectory(there)) {
            return Check.problem(
                    "disk", "the data folder " + data + " cannot be made: " + there + " is no folder", fix);
        }
        if (!Files.isReadable(there) || !Files.isWritable(there) || !Files.isExecutable(there)) {
            return Check.problem("disk", "the data folder " + there + " cannot be read and written", fix);
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String detail = String.format("%.1f GiB free for %s", (double) free / GIB, data);
            if (free < DISK_MIN) {
                return Check.problem("disk", detail, "make room, or choose a larger disk with --data DIR");
            }
            return free < DISK_GOOD
                    ? Check.warning("disk", detail, "a match of two hours takes some GiB: make room in time")
                    : Check.ok("disk", detail);
        } catch (IOException e) {
            return Check.problem("disk", "the data folder " + there + " cannot be looked at: " + e.getMessage(), fix);
        }
    }

    /** Files with passwords, tokens or keys in them that anybody on the machine may read. */
    private static List<Check> secrets(Configuration site) {
        Set<Path> files = new TreeSet<>();
        for (Key<?> key : Keys.ALL) {
            if (key.secret() && site.isSet(key)) {
                // Where a value is from is told as "FILE, line N", or as something that is no file.
                Path file = Path.of(site.origin(key).replaceFirst(", line \\d+$", ""));
                if (Files.isRegularFile(file)) {
                    files.add(file);
                }
            }
        }
        files.add(site.devicesFile());
        try (Stream<Path> tokens = Files.isDirectory(site.data().resolve("tokens"))
                ? Files.list(site.data().resolve("tokens"))
                : Stream.empty()) {
            tokens.forEach(files::add);
        } catch (IOException e) {
            return List.of(Check.problem(
                    "secrets",
                    "the tokens in " + site.data() + " cannot be looked at: " + e.getMessage(),
                    "run the doctor as the user who starts the platform"));
        }
        List<String> open = files.stream()
                .filter(MachineChecks::openToOthers)
                .map(Path::toString)
                .toList();
        return List.of(
                open.isEmpty()
                        ? Check.ok("secrets", "no file with secrets is open to other users")
                        : Check.problem(
                                "secrets",
                                "any user of this machine may read " + String.join(", ", open),
                                "chmod 600 " + String.join(" ", open)));
    }

    private static boolean openToOthers(Path file) {
        try {
            return Files.isRegularFile(file)
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OF_OTHERS::contains);
        } catch (IOException | UnsupportedOperationException e) {
            // Gone meanwhile, or a file system without such rights.
            return false;
        }
    }
}
