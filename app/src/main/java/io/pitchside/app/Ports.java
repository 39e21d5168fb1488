package io.pitchside.app;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Decides, before anything starts, on which port every embedded part listens. */
final class Ports {
    /** Free ports are looked for from here, below the range that systems take for outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;

    private Ports() {}

    /**
     * A port that somebody asked for.
     *
     * @param part the name under which it stands in the run file ({@code http})
     * @param key the configuration key it comes from ({@code http.port})
     * @param host the address that the part will listen on
     * @param port 0 for any free one
     */
    record Wanted(String part, String key, String host, int port) {
        Wanted {
            requireNonNull(part, "part");
            requireNonNull(key, "key");
            requireNonNull(host, "host");
        }
    }

    /**
     * The port of each part, in the order asked for. All are free at the moment, and all differ.
     *
     * @param seed where the search for free ports begins; two platforms that start together use different ones
     * @throws StartException if a port is taken, or two parts ask for the same one
     */
    static Map<String, Integer> resolve(List<Wanted> wanted, long seed) throws StartException {
        Map<String, Integer> ports = new LinkedHashMap<>();
        List<ServerSocket> held = new ArrayList<>();
        try {
            // Those asked for by number first, so that a free one cannot take the number of one asked for.
            for (Wanted one : wanted) {
                ports.put(one.part(), one.port() == 0 ? 0 : held(held, one));
            }
            int next = (int) Math.floorMod(seed * 37, (long) COUNT);
            for (Wanted one : wanted) {
                if (one.port() == 0) {
                    int port = firstFree(held, one, FIRST + next);
                    ports.put(one.part(), port);
                    next = port - FIRST + 1;
                }
            }
            return ports;
        } finally {
            for (ServerSocket socket : held) {
                closed(socket);
            }
        }
    }

    private static int firstFree(List<ServerSocket> held, Wanted wanted, int from) throws StartException {
        for (int tries = 0; tries < COUNT; tries++) {
            int port = FIRST + (from - FIRST + tries) % COUNT;
            if (free(held, wanted.host(), port)) {
                return port;
            }
        }
        throw new StartException("no free port for " + wanted.key() + " between " + FIRST + " and " + (FIRST + COUNT)
                + "; give it one with --set " + wanted.key() + "=PORT");
    }

    private static int held(List<ServerSocket> held, Wanted one) throws StartException {
        if (!free(held, one.host(), one.port())) {
            throw new StartException("port " + one.port() + " (" + one.key() + ") is taken by another program, "
                    + "or by another part of this platform; choose another or any free one: --set " + one.key() + "=0");
        }
        return one.port();
    }

    private static boolean free(List<ServerSocket> held, String host, int port) {
        ServerSocket socket = null;
        try {
            socket = new ServerSocket();
            // As the servers do: connections of an earlier run that still time out do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            held.add(socket);
            return true;
        } catch (IOException e) {
            if (socket != null) {
                closed(socket);
            }
            return false;
        }
    }

    private static void closed(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of a port that was only looked at", e);
        }
    }
}
