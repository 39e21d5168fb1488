package io.pitchside.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder of everything that one platform keeps, locked as long as it is open. A lock goes with its process, however
 * that one ended.
 */
final class DataFolder implements AutoCloseable {
    private static final int PID_BYTES_MAX = 20;

    private final Path path;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, FileChannel channel, FileLock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Makes the folder if need be, and locks it.
     *
     * @throws StartException if another platform uses it, or it cannot be used at all
     */
    static DataFolder open(Path path) throws StartException {
        FileChannel channel = null;
        try {
            PrivateFiles.createFolder(path);
            channel = FileChannel.open(
                    path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            FileLock lock = lock(channel);
            if (lock == null) {
                String pid = pid(channel);
                channel.close();
                throw new StartException("the data folder " + path + " is in use by process " + pid
                        + "; stop that platform, or give this one another folder with --data DIR");
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(UTF_8)));
            PrivateFiles.createFolder(path.resolve("run"));
            PrivateFiles.createFolder(path.resolve("tokens"));
            return new DataFolder(path, channel, lock);
        } catch (IOException e) {
            closed(channel);
            throw new StartException(
                    "the data folder " + path + " cannot be used: " + e.getMessage()
                            + "; choose another one with --data DIR",
                    e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Another platform in this very process.
            return null;
        }
    }

    private static String pid(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(PID_BYTES_MAX);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), UTF_8).strip();
    }

    private static void closed(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the lock file", e);
            }
        }
    }

    Path path() {
        return path;
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path timeSeries() {
        return path.resolve("questdb");
    }

    Path checkpoints(String job) {
        return path.resolve("checkpoints").resolve(job);
    }

    /** Temporary files; what a killed platform left there is of no use. */
    Path temporary() {
        return path.resolve("run").resolve("tmp");
    }

    Path tokens() {
        return path.resolve("tokens");
    }

    void write(RunFile run) throws IOException {
        PrivateFiles.write(path.resolve(RunFile.NAME), run.json());
    }

    void deleteRunFile() throws IOException {
        Files.deleteIfExists(path.resolve(RunFile.NAME));
    }

    @Override
    public void close() throws IOException {
        lock.release();
        channel.close();
    }
}
