package io.pitchside.app.load;

import static io.pitchside.app.load.OwnFiles.message;
import static io.pitchside.app.load.OwnFiles.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GnssFileTest {
    private static final String HEADER = "Timestamp, Longitude, Latitude\n";
    private static final String FIRST = "44519.5,-9.1240000,41.7262000\n";
    private static final String AFTER_A_GAP = "44519.50000347222,-9.1240000,41.7262100\n";
    /** One corner in the north-west; 0.001 degrees of latitude are 111.07 m there, of longitude 83.16 m. */
    private static final String CORNERS = """
            longitude,latitude
            -9.1240,41.7270
            -9.1240,41.7260
            -9.1233,41.7260
            -9.1233,41.7270
            """;

    @TempDir
    private Path temp;

    private OwnFiles files;

    @BeforeEach
    void makeFolder() throws Exception {
        files = new OwnFiles(Files.createDirectory(temp.resolve("session")));
    }

    @Test
    void aSampleKeepsItsDegreesAndIsCountedByTheTenthOfASecondOfTheDay() throws Exception {
        List<LoadItem> items = files.items("U18_ID1.csv", HEADER + FIRST + AFTER_A_GAP);

        SensorReading first = reading(items.get(0));
        SensorReading second = reading(items.get(1));
        assertThat(first.playerId()).isEqualTo("U18_ID1");
        assertThat(first.sensorId()).isEqualTo("U18_ID1");
        assertThat(Instant.ofEpochMilli(first.ts())).isEqualTo(Instant.parse("2021-11-19T12:00:00Z"));
        assertThat(first.seq()).isEqualTo(432_000);
        assertThat(second.ts() - first.ts()).isEqualTo(300);
        assertThat(second.seq()).isEqualTo(432_003);
        assertThat(first.lat()).isEqualTo(41.7262);
        assertThat(first.lon()).isEqualTo(-9.124);
        assertThat(first.x()).isZero();
        assertThat(second.y()).isCloseTo(1.1107, within(1e-3));
    }

    @Test
    void cornersMakeAPitchWithTheOriginInACornerAndXAlongTheLongerSide() throws Exception {
        files.write("Any_Pitch.csv", CORNERS);

        TrackingFile file = files.open("a.csv", HEADER + "44519.5,-9.12365,41.7265\n44519.6,-9.1240,41.7270\n");

        Pitch pitch = file.setup("m").pitch();
        assertThat(pitch.lengthM()).isCloseTo(111.07, within(0.02));
        assertThat(pitch.widthM()).isCloseTo(58.23, within(0.02));
        assertThat(file.format()).contains("Any_Pitch.csv").contains("corners fit within 0.00 m");
        List<LoadItem> items = LoadItemsInOrder.of(file);
        assertThat(reading(items.get(0)).x()).isCloseTo(pitch.lengthM() / 2, within(0.02));
        assertThat(reading(items.get(0)).y()).isCloseTo(pitch.widthM() / 2, within(0.02));
        // From the north-west corner the long side runs south, and the pitch lies to its left.
        assertThat(reading(items.get(1)).x()).isCloseTo(0, within(0.02));
        assertThat(reading(items.get(1)).y()).isCloseTo(0, within(0.02));
    }

    @Test
    void theOrderOfTheCornersOnlyChoosesWhichEndTheOriginIsAt() throws Exception {
        files.write("Any_Pitch.csv", """
                Latitude;Longitude
                41,7260;-9,1233
                41,7270;-9,1240
                41,7270;-9,1233
                41,7260;-9,1240
                41,7260;-9,1233
                """);

        List<LoadItem> items = files.items("a.csv", HEADER + "44519.5,-9.1233,41.7260\n44519.6,-9.1240,41.7270\n");

        assertThat(reading(items.get(0)).x()).isCloseTo(0, within(0.02));
        assertThat(reading(items.get(0)).y()).isCloseTo(0, within(0.02));
        assertThat(reading(items.get(1)).x()).isCloseTo(111.07, within(0.02));
        assertThat(reading(items.get(1)).y()).isCloseTo(58.23, within(0.02));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -9.1240,41.7270 -9.1240,41.7260 -9.1233,41.7260                    | 3 corners, a pitch has 4
            -9.1240,41.7270 -9.1240,41.7260 -9.1233,41.7260 -9.1230,41.7275    | off a rectangle
            -9.1240,41.7270 -9.1240,41.7270 -9.1240,41.7270 -9.1240,41.7270    | pitch 0.0 x 0.0 m: allowed are
            -9.1240,41.7270 -9.1240,141.726 -9.1233,41.7260 -9.1233,41.7270    | line 3: latitude is 141.726
            9.1240,41.7270 9.1240,41.7260 9.1247,41.7260 9.1247,41.7270        | km from the pitch of
            """)
    void cornersThatCannotBeThoseOfThePitchAreRefused(String corners, String message) throws Exception {
        files.write("Any_Pitch.csv", "longitude,latitude\n" + corners.replace(' ', '\n') + "\n");

        assertThat(files.refused("a.csv", HEADER + FIRST).getMessage()).contains("Any_Pitch.csv", message);
    }

    @Test
    void twoFilesOfCornersAreRefused() throws Exception {
        files.write("A_Pitch.csv", CORNERS);
        files.write("B_pitch.csv", CORNERS);

        assertThat(files.refused("a.csv", HEADER + FIRST)).hasMessageContaining("both hold pitch corners");
    }

    @Test
    void theCornersThemselvesAreNoRecording() throws Exception {
        assertThat(files.refused("Any_Pitch.csv", CORNERS))
                .hasMessageContaining("line 1")
                .hasMessageContaining("no column Timestamp")
                .hasMessageContaining("pitch corners");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            44519.5,-9.124                    | has 2 fields, the header has 3
            44519.5,-9.124,NaN                | latitude is NaN
            44519.5,-9.124,                   | latitude is missing
            44519.5,-189.124,41.7             | longitude is -189.124, allowed are -180 to 180
            44519.5,0,0                       | latitude and longitude are 0: the receiver had no fix
            1637323832,-9.124,41.7            | timestamp is "1637323832", expected days since 1899-12-30 (44519.5) or a date and time
            noon,-9.124,41.7                  | timestamp is no time: "noon"
            ,-9.124,41.7                      | timestamp is missing
            garbage                           | has 1 field, the header has 3
            44519,5,-9,124,41,7               | has 6 fields, the header has 3
            """)
    void aBrokenLineIsOneBadItemAndTheRestIsKept(String broken, String problem) throws Exception {
        List<LoadItem> items = files.items("a.csv", HEADER + FIRST + broken + "\n" + AFTER_A_GAP);

        assertThat(items).hasSize(3);
        assertThat(message(items.get(1))).isEqualTo("line 3: " + problem);
        assertThat(reading(items.get(2)).x()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            TIMESTAMP,LONGITUDE,LATITUDE         | 44519.5,-9.124,41.7262
            `  timestamp , longitude , latitude` | 44519.5 , -9.124 , 41.7262
            "Timestamp","Longitude","Latitude"   | "44519.5","-9.124","41.7262"
            Latitude,Speed,Time,Lon              | 41.7262,fast,44519.5,-9.124
            Timestamp; Longitude; Latitude       | 44519,5;-9,124;41,7262
            Timestamp; Longitude; Latitude       | 44519.5;-9.124;41.7262
            Timestamp,Longitude,Latitude         | 2021-11-19T12:00:00Z,-9.124,41.7262
            Timestamp,Longitude,Latitude         | 2021-11-19 12:00:00,-9.124,41.7262
            """)
    void oddHeadersGiveTheSameReading(String header, String line) throws Exception {
        SensorReading plain = reading(files.items("a.csv", HEADER + FIRST).get(0));

        assertThat(files.items("a.csv", "\uFEFF" + header + "\r\n\r\n" + line + "\r\n"))
                .extracting(OwnFiles::reading)
                .containsExactly(plain);
    }

    @Test
    void aMissingColumnIsNamedWithItsLine() throws Exception {
        assertThat(files.refused("a.csv", "\nTimestamp,Longitude,Lattitude\n" + FIRST))
                .hasMessageContaining("line 2 names no column Latitude");
    }

    @Test
    void everyRecordingOfTheSessionIsAPlayerAndZippedOnesToo() throws Exception {
        files.write("ID2.csv.gz", OwnFiles.zipped(HEADER + "44519.4,-9.1250000,41.7262000\n"));
        files.write("yesterday.csv", HEADER + "44518.4,-9.1250000,41.7262000\n");
        files.write("notes.csv", "who,what\nme,run\n");
        files.write("broken.csv.gz", new byte[] {0x1f, (byte) 0x8b, 1});

        TrackingFile file = files.open("ID1.csv", HEADER + FIRST);

        assertThat(file.setup("m").players()).extracting(Player::playerId).containsExactly("ID1", "ID2");
        assertThat(file.setup("m").kickOff()).isEqualTo(1_637_314_560_000L);
        assertThat(file.matchId()).isEqualTo("session");
        assertThat(file.partOfMatch()).isTrue();
        // Both count from where the session began, so they stand on one ground.
        assertThat(reading(LoadItemsInOrder.of(file).get(0)).x()).isCloseTo(83.16, within(0.05));
    }

    @Test
    void aFileOfGarbageOnlyGivesBadItemsOnly() throws Exception {
        TrackingFile file = files.open("a.csv", HEADER + "x\n".repeat(500));

        assertThat(LoadItemsInOrder.of(file)).hasSize(500).allMatch(LoadItem.BadLine.class::isInstance);
        assertThat(file.setup("m").players()).hasSize(1);
    }
}
