package io.pitchside.app.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Files in the ZXY form, made from a seed, for tests that need no real match. Stateless. */
final class TrackingFiles {
    private static final String HEADER = "t,id,x,y,heading,direction,energy,speed,total_distance";
    private static final long START = 1_383_858_313_000L;

    private TrackingFiles() {}

    /** Players that run about at 20 Hz, each tag with its own phase; ordered by time. */
    static List<String> lines(long seed, int players, int seconds) {
        Random random = new Random(seed);
        double[] x = random.doubles(players, 20, 80).toArray();
        double[] y = random.doubles(players, 10, 60).toArray();
        double[] speed = new double[players];
        double[] direction = random.doubles(players, 0, 6).toArray();
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int frame = 0; frame < seconds * 20; frame++) {
            for (int player = 0; player < players; player++) {
                speed[player] = Math.max(0, Math.min(9, speed[player] + random.nextGaussian() * 0.4));
                direction[player] += random.nextGaussian() * 0.1;
                x[player] += Math.cos(direction[player]) * speed[player] / 20;
                y[player] += Math.sin(direction[player]) * speed[player] / 20;
                lines.add(String.format(
                        Locale.ROOT,
                        "%s,%d,%.4f,%.4f,0,0,0,%.5f,0",
                        Instant.ofEpochMilli(START + frame * 50L + player * 3L),
                        player + 1,
                        x[player],
                        y[player],
                        speed[player]));
            }
        }
        return lines;
    }

    static Path write(Path file, List<String> lines) {
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
