package io.pitchside.app.doctor;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds which process listens on a port, where the system has {@code /proc} and lets us look. Stateless. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** The process as a person knows it; empty where it cannot be told. */
    static Optional<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            sockets.addAll(sockets(PROC.resolve("net").resolve(table), port));
        }
        return sockets.isEmpty() ? Optional.empty() : process(sockets);
    }

    /** What links to the sockets that listen there. A line: number, local address, remote one, state, …, inode. */
    private static Set<String> sockets(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        String local = String.format(":%04X", port);
        try {
            for (String line : Files.readAllLines(table)) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > 9 && columns[1].endsWith(local) && columns[3].equals(LISTENING)) {
                    sockets.add("socket:[" + columns[9] + "]");
                }
            }
        } catch (IOException e) {
            // A system without such a table: then nobody can be named.
            return Set.of();
        }
        return sockets;
    }

    private static Optional<String> process(Set<String> sockets) {
        return ProcessHandle.allProcesses()
                .filter(process -> holds(process.pid(), sockets))
                .findFirst()
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> " (" + Path.of(command).getFileName() + ")")
                                .orElse(""));
    }

    private static boolean holds(long pid, Set<String> sockets) {
        Path files = PROC.resolve(Long.toString(pid)).resolve("fd");
        try (DirectoryStream<Path> open = Files.newDirectoryStream(files)) {
            for (Path file : open) {
                if (Files.isSymbolicLink(file)
                        && sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Another user's process, or one that ended: it stays unnamed.
            return false;
        }
        return false;
    }
}
