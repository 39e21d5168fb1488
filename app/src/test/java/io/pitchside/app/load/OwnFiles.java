package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitchside.app.load.LoadItem.BadLine;
import io.pitchside.app.load.LoadItem.Reading;
import io.pitchside.model.tracking.SensorReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Small recordings that tests write into a folder of their own. */
final class OwnFiles {
    private final Path folder;

    OwnFiles(Path folder) {
        this.folder = folder;
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    TrackingFile open(String name, String text) throws IOException, LoadException {
        return TrackingFormats.open(write(name, text));
    }

    List<LoadItem> items(String name, String text) throws IOException, LoadException {
        return LoadItemsInOrder.of(open(name, text));
    }

    LoadException refused(String name, String text) throws IOException {
        Path file = write(name, text);
        LoadException e = catchThrowableOfType(LoadException.class, () -> TrackingFormats.open(file));
        assertThat(e).as(() -> name + " must be refused").isNotNull();
        assertThat(e).hasMessageContaining(folder.toString());
        return e;
    }

    static SensorReading reading(LoadItem item) {
        assertThat(item).as(() -> ((BadLine) item).message()).isInstanceOf(Reading.class);
        return ((Reading) item).reading();
    }

    static List<SensorReading> readings(List<LoadItem> items) {
        return items.stream().map(OwnFiles::reading).toList();
    }

    static String message(LoadItem item) {
        assertThat(item).isInstanceOf(BadLine.class);
        return ((BadLine) item).message();
    }

    static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
