package io.pitchside.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    private Path folder;

    @Test
    void aJobThatNeverRanHasNone() throws IOException {
        assertThat(new Checkpoints(folder.resolve("absent")).newestFirst()).isEmpty();
    }

    @Test
    void theNewestOfAllStartsComesFirst() throws IOException {
        Path oldest = checkpoint("start-1", 7, 1000);
        Path newest = checkpoint("start-2", 3, 3000);
        Path before = checkpoint("start-1", 8, 2000);

        assertThat(new Checkpoints(folder).newestFirst()).containsExactly(newest, before, oldest);
    }

    @Test
    void ofTwoOfTheSameTimeTheHigherNumberIsNewer() throws IOException {
        Path before = checkpoint("start-1", 9, 1000);
        Path newest = checkpoint("start-1", 10, 1000);

        assertThat(new Checkpoints(folder).newestFirst()).containsExactly(newest, before);
    }

    @Test
    void oneWithoutMetadataIsNotComplete() throws IOException {
        Files.createDirectories(folder.resolve("start-1/chk-4"));
        Files.createDirectories(folder.resolve("start-1/shared"));
        Path complete = checkpoint("start-1", 3, 1000);

        assertThat(new Checkpoints(folder).newestFirst()).containsExactly(complete);
        assertThat(new Checkpoints(folder).completeOf("start-1")).isEqualTo(1);
    }

    @Test
    void earlierStartsGoAndTheCurrentOneStays() throws IOException {
        checkpoint("start-1", 3, 1000);
        Path current = checkpoint("start-2", 4, 2000);

        new Checkpoints(folder).deleteAllBut("start-2");

        assertThat(folder.resolve("start-1")).doesNotExist();
        assertThat(current).exists();
    }

    private Path checkpoint(String start, int number, long atMs) throws IOException {
        Path checkpoint = Files.createDirectories(folder.resolve(start).resolve("chk-" + number));
        Path metadata = Files.createFile(checkpoint.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(atMs));
        return checkpoint;
    }
}
