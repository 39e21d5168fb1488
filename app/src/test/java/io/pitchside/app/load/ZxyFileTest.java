package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitchside.app.load.LoadItem.BadLine;
import io.pitchside.app.load.LoadItem.Reading;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.SensorReading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZxyFileTest {
    private static final String HEADER = "t,id,x,y,heading,direction,energy,speed,total_distance\n";
    private static final String GOOD = "2013-11-07T21:05:13.007Z,16,35.3014,47.5268,1.7866,0,259.146,0.25,299.465";

    @TempDir
    private Path folder;

    @Test
    void aLineBecomesAReadingOfItsTag() throws Exception {
        TrackingFile file = open("zxy_final.csv", HEADER + GOOD + "\n");

        List<LoadItem> items = LoadItemsInOrder.of(file);

        assertThat(items)
                .containsExactly(new Reading(
                        2,
                        new SensorReading(
                                null,
                                "m",
                                "16",
                                "16",
                                2,
                                1383858313007L,
                                35.3014,
                                47.5268,
                                null,
                                0.25,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)));
        assertThat(file.format()).isEqualTo("ZXY");
        assertThat(file.matchId()).isEqualTo("zxy_final");
        assertThat(file.lines()).isEqualTo(2);
    }

    @Test
    void theSetUpKnowsEveryTag() throws Exception {
        TrackingFile file = open(
                "a.csv",
                HEADER + GOOD + "\n" + GOOD.replace(",16,", ",3,") + "\n" + GOOD.replace(",16,", ",11,") + "\n");

        MatchSetup setup = file.setup("m");

        assertThat(setup.players()).extracting(MatchSetup.Player::playerId).containsExactly("3", "11", "16");
        assertThat(setup.kickOff()).isEqualTo(1383858313007L);
        assertThat(setup.pitch()).isEqualTo(new MatchSetup.Pitch(105, 68));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2013-11-07T21:05:13.007Z,16,35.3014,NaN,1,0,2,0,3 | y is NaN
            2013-11-07T21:05:13.007Z,16,nan,47.5,1,0,2,0,3 | x is NaN
            2013-11-07T21:05:13.007Z,16,,47.5,1,0,2,0,3 | x is missing
            2013-11-07T21:05:13.007Z,16,left,47.5,1,0,2,0,3 | x is no number: "left"
            2013-11-07T21:05:13.007Z,16,1e999,47.5,1,0,2,0,3 | x is too large: "1e999"
            2013-11-07T21:05:13.007Z,16,Infinity,47.5,1,0,2,0,3 | x is no number: "Infinity"
            2013-11-07T21:05:13.007Z,16,0x1p3,47.5,1,0,2,0,3 | x is no number: "0x1p3"
            2013-11-07T21:05:13.007Z,16,1,2,1,0,2,NaN,3 | speed is NaN
            2013-11-07T21:05:13.007Z,tag,1,2,1,0,2,0,3 | id is no whole number: "tag"
            2013-11-07T21:05:13.007Z,-1,1,2,1,0,2,0,3 | id is no whole number: "-1"
            2013-11-07T21:05:13.007Z,,1,2,1,0,2,0,3 | id is missing
            yesterday,16,1,2,1,0,2,0,3 | t is no time: "yesterday"
            2013-11-07T21:65:13.007Z,16,1,2,1,0,2,0,3 | t is no time: "2013-11-07T21:65:13.007Z"
            ,16,1,2,1,0,2,0,3 | t is missing
            2013-11-07T21:05:13.007Z,16,35.3014 | has 3 fields, the header has 9
            2013-11-07T21:05:13.007Z,16,1,2,1,0,2,0,3,4 | has 10 fields, the header has 9
            complete rubbish | has 1 field, the header has 9
            "a quote that never ends | has 1 field, the header has 9
            """, quoteCharacter = '`')
    void aBrokenLineIsOneBadItemAndTheRestIsKept(String broken, String problem) throws Exception {
        TrackingFile file = open("a.csv", HEADER + broken + "\n" + GOOD + "\n" + broken + "\n" + GOOD + "\n");

        List<LoadItem> items = LoadItemsInOrder.of(file);

        assertThat(items).hasSize(4);
        BadLine first = (BadLine) items.get(0);
        assertThat(first.message()).isEqualTo("line 2: " + problem);
        assertThat(new String(first.original(), UTF_8)).isEqualTo(broken);
        assertThat(items.get(1)).isInstanceOf(Reading.class);
        assertThat(items.get(2).line()).isEqualTo(4);
        assertThat(items.get(3)).isInstanceOf(Reading.class);
    }

    @Test
    void bytesThatAreNoTextArriveAsTheyAre() throws Exception {
        byte[] odd = {(byte) 0xff, 0, 7, (byte) 0xc3, '"', ',', (byte) 0x80};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes((HEADER + GOOD + "\n").getBytes(UTF_8));
        bytes.writeBytes(odd);
        bytes.writeBytes(("\n" + GOOD + "\n").getBytes(UTF_8));

        List<LoadItem> items = LoadItemsInOrder.of(open("a.csv", bytes.toByteArray()));

        assertThat(items).hasSize(3);
        assertThat(((BadLine) items.get(1)).original()).isEqualTo(odd);
    }

    @Test
    void anEndlessLineIsCutAndReportedOnce() throws Exception {
        String endless = "9".repeat(Lines.LINE_BYTES_MAX * 3);

        List<LoadItem> items = LoadItemsInOrder.of(open("a.csv", HEADER + endless + "\n" + GOOD + "\n"));

        assertThat(items).hasSize(2);
        BadLine bad = (BadLine) items.get(0);
        assertThat(bad.problem()).isEqualTo("is longer than 262144 bytes");
        assertThat(bad.original()).hasSize(Lines.LINE_BYTES_MAX);
        assertThat(items.get(1).line()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void lineEndsByteOrderMarksAndBlankLinesDoNotMatter(String end) throws Exception {
        String text = "\uFEFF" + HEADER.strip() + end + GOOD + end + end + GOOD;

        List<LoadItem> items = LoadItemsInOrder.of(open("a.csv", text));

        assertThat(items).extracting(LoadItem::line).containsExactly(2L, 4L);
        assertThat(items).allMatch(Reading.class::isInstance);
    }

    @Test
    void columnsMayStandInAnyOrderAndHaveTheOtherNames() throws Exception {
        String text = "y_pos,x_pos,tag_id,timestamp\n2.5,1.5,7,2013-11-07 21:05:13.007\n";

        List<LoadItem> items = LoadItemsInOrder.of(open("a.csv", text));

        SensorReading reading = ((Reading) items.get(0)).reading();
        assertThat(reading.x()).isEqualTo(1.5);
        assertThat(reading.y()).isEqualTo(2.5);
        assertThat(reading.playerId()).isEqualTo("7");
        assertThat(reading.ts()).isEqualTo(1383858313007L);
        assertThat(reading.speed()).isNull();
    }

    @Test
    void aFileWithoutAHeaderIsRecognisedByItsFirstLine() throws Exception {
        List<LoadItem> items = LoadItemsInOrder.of(open("a.csv", GOOD + "\n" + GOOD + "\n"));

        assertThat(items).extracting(LoadItem::line).containsExactly(1L, 2L);
        assertThat(items).allMatch(Reading.class::isInstance);
    }

    @Test
    void aFileWithABrokenHeaderIsRecognisedByItsName() throws Exception {
        List<LoadItem> items = LoadItemsInOrder.of(open("zxy_2.csv", "t,i\u0000d\n" + GOOD + "\n"));

        assertThat(items).hasSize(2);
        assertThat(items.get(0)).isInstanceOf(BadLine.class);
        assertThat(items.get(1)).isInstanceOf(Reading.class);
    }

    @Test
    void aFileOfGarbageOnlyGivesBadItemsOnly() throws Exception {
        TrackingFile file = open("a.csv", HEADER + "x\n".repeat(1000));

        assertThat(LoadItemsInOrder.of(file)).hasSize(1000).allMatch(BadLine.class::isInstance);
        assertThat(file.setup("m").players()).isEmpty();
    }

    @Test
    void zippedFilesAreReadWhateverTheyAreCalled() throws Exception {
        byte[] zipped = zipped(HEADER + GOOD + "\n");

        assertThat(LoadItemsInOrder.of(open("a.csv.gz", zipped))).hasSize(1);
        assertThat(LoadItemsInOrder.of(open("b.csv", zipped))).hasSize(1);
        assertThat(LoadItemsInOrder.of(open("c.csv.gz", HEADER + GOOD + "\n"))).hasSize(1);
    }

    @Test
    void aZippedFileThatIsCutOffIsRefusedBeforeAnythingIsLoaded() throws Exception {
        byte[] zipped = zipped(HEADER + (GOOD + "\n").repeat(5000));

        LoadException e = refused("cut.csv.gz", Arrays.copyOf(zipped, zipped.length / 2));

        assertThat(e).hasMessageContaining("cut.csv.gz").hasMessageContaining("damaged or cut off");
        assertThat(e.exitCode()).isEqualTo(1);
    }

    @Test
    void aZippedFileWithDamageInsideIsRefused() throws Exception {
        byte[] zipped = zipped(HEADER + (GOOD + "\n").repeat(5000));
        Arrays.fill(zipped, zipped.length / 2, zipped.length / 2 + 40, (byte) 0x55);

        assertThat(refused("bad.csv.gz", zipped))
                .hasMessageContaining("bad.csv.gz")
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void anEmptyFileIsAnError(String text) throws Exception {
        LoadException e = refused("nothing.csv", text.getBytes(UTF_8));

        assertThat(e).hasMessageContaining("nothing.csv").hasMessageContaining("is empty");
    }

    @Test
    void anUnknownFormatNamesTheKnownOnes() throws Exception {
        LoadException e = refused("notes.csv", "name,age\nanna,7\n".getBytes(ISO_8859_1));

        assertThat(e)
                .hasMessageContaining("notes.csv")
                .hasMessageContaining("ZXY")
                .hasMessageContaining("Tracab");
        assertThat(e.exitCode()).isEqualTo(2);
    }

    @Test
    void aHeaderWithoutAPositionIsAnError() throws Exception {
        LoadException e = refused("a.csv", "t,id,x\n".getBytes(UTF_8));

        assertThat(e).hasMessageContaining("no column y");
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        LoadException e =
                catchThrowableOfType(LoadException.class, () -> TrackingFormats.open(folder.resolve("gone.csv")));

        assertThat(e).hasMessageContaining("gone.csv").hasMessageContaining("no such file");
        assertThat(e.exitCode()).isEqualTo(2);
    }

    private TrackingFile open(String name, String text) throws IOException, LoadException {
        return open(name, text.getBytes(UTF_8));
    }

    private TrackingFile open(String name, byte[] bytes) throws IOException, LoadException {
        return TrackingFormats.open(Files.write(folder.resolve(name), bytes));
    }

    private LoadException refused(String name, byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve(name), bytes);
        LoadException e = catchThrowableOfType(LoadException.class, () -> TrackingFormats.open(file));
        assertThat(e).isNotNull();
        return e;
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
