package io.pitchside.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The checkpoints of one job on the local disk: {@code FOLDER/<job id>/chk-<n>/_metadata}. Every start of a job has a new
 * job id, so the folders of the starts before lie beside the current one until it has checkpoints of its own.
 */
final class Checkpoints {
    /** Flink writes this file last, and renames it into place: a checkpoint that has one is complete. */
    private static final String METADATA = "_metadata";

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** A complete checkpoint. */
    private record Found(Path path, FileTime at, long number) {
        static Found of(Path checkpoint) {
            try {
                long number = Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
                return new Found(checkpoint, Files.getLastModifiedTime(checkpoint.resolve(METADATA)), number);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The complete checkpoints of all starts of the job, newest first. */
    List<Path> newestFirst() throws IOException {
        List<Found> found = new ArrayList<>();
        for (Path start : children(folder)) {
            for (Path checkpoint : children(start)) {
                if (checkpoint.getFileName().toString().matches("chk-\\d{1,18}")
                        && Files.exists(checkpoint.resolve(METADATA))) {
                    found.add(Found.of(checkpoint));
                }
            }
        }
        found.sort(
                Comparator.comparing(Found::at).thenComparingLong(Found::number).reversed());
        return found.stream().map(Found::path).toList();
    }

    /** How many complete checkpoints one start of the job has. */
    long completeOf(String jobId) throws IOException {
        return children(folder.resolve(jobId)).stream()
                .filter(checkpoint -> Files.exists(checkpoint.resolve(METADATA)))
                .count();
    }

    /** Deletes what other starts of the job left. */
    void deleteAllBut(String jobId) throws IOException {
        for (Path start : children(folder)) {
            if (!start.getFileName().toString().equals(jobId)) {
                Folders.delete(start);
            }
        }
    }

    private static List<Path> children(Path parent) throws IOException {
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }
}
