package io.pitchside.app.load;

import static io.pitchside.app.load.OwnFiles.message;
import static io.pitchside.app.load.OwnFiles.reading;
import static io.pitchside.app.load.OwnFiles.readings;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.pitchside.app.load.LoadItem.BadLine;
import io.pitchside.app.load.LoadItem.Reading;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.SensorReading;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackpointFileTest {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2">
            <Activities><Activity Sport="Running"><Lap><Track>
            """;
    private static final String TAIL = """
            </Track></Lap><Creator><Name>Watch 7</Name><UnitId>77</UnitId></Creator></Activity></Activities>
            </TrainingCenterDatabase>
            """;

    @TempDir
    private Path temp;

    private OwnFiles files;

    @BeforeEach
    void useFolder() {
        files = new OwnFiles(temp);
    }

    private static String time(int second) {
        return "<Time>2024-05-01T08:00:%02dZ</Time>".formatted(second);
    }

    private static String position(double lat, double lon) {
        return "<Position><LatitudeDegrees>%s</LatitudeDegrees><LongitudeDegrees>%s</LongitudeDegrees></Position>"
                .formatted(lat, lon);
    }

    private static String hr(String beats) {
        return "<HeartRateBpm><Value>" + beats + "</Value></HeartRateBpm>";
    }

    private static String point(String... parts) {
        return "<Trackpoint>" + String.join("", parts) + "</Trackpoint>\n";
    }

    private static String tcx(String... points) {
        return HEAD + String.join("", points) + TAIL;
    }

    private static final String FIRST = point(time(0), position(51, 7), hr("98"));
    private static final String SECOND = point(time(1), position(51.00003, 7), hr("101"));

    @Test
    void aPointKeepsItsDegreesAndIsMetresFromTheFirstFix() throws Exception {
        TrackingFile file = files.open(
                "run.tcx",
                tcx(
                        FIRST,
                        point(
                                time(1),
                                position(51, 7.0001),
                                hr("101"),
                                "<Extensions><TPX xmlns=\"x\"><Speed>3.1</Speed></TPX></Extensions>")));

        List<SensorReading> readings = readings(LoadItemsInOrder.of(file));

        assertThat(readings.get(0).x()).isZero();
        assertThat(readings.get(0).speed()).isNull();
        assertThat(readings.get(1).x()).isCloseTo(7.02, within(0.01));
        assertThat(readings.get(1).y()).isCloseTo(0, within(0.001));
        assertThat(readings.get(1).lon()).isEqualTo(7.0001);
        assertThat(readings.get(1).hr()).isEqualTo(101);
        assertThat(readings.get(1).speed()).isEqualTo(3.1);
        assertThat(readings).allMatch(reading -> reading.playerId().equals("device-77") && reading.seq() == 0);
        MatchSetup setup = file.setup("m");
        assertThat(setup.sport()).isEqualTo("running");
        assertThat(setup.samplingMs()).isEqualTo(1000);
        assertThat(setup.players().get(0).name()).isEqualTo("Watch 7");
        assertThat(file.matchId()).isEqualTo("run");
        assertThat(file.lines()).isEqualTo(7);
    }

    @Test
    void aPointRepeatedByTheNextLapIsARepeatAndAnotherOneOfThatTimeIsNot() throws Exception {
        String other = point(time(1), position(51.00004, 7), hr("101"));
        String lap = "</Track></Lap><Lap><Track>";

        List<LoadItem> items = files.items("run.tcx", tcx(FIRST, SECOND, lap, SECOND, other, SECOND, other));

        assertThat(readings(items)).extracting(SensorReading::seq).containsExactly(0L, 0L, 0L, 1L, 0L, 1L);
    }

    @Test
    void aPointWithoutAPositionIsAReadingOfHeartRateAlone() throws Exception {
        List<SensorReading> readings = readings(files.items(
                "run.tcx",
                tcx(
                        point(time(0), hr("90")),
                        FIRST.replace(":00Z", ":01Z"),
                        point(time(2), position(0, 0), hr("91")))));

        assertThat(readings).extracting(SensorReading::hr).containsExactly(90, 98, 91);
        assertThat(readings).extracting(SensorReading::x).containsExactly(null, 0.0, null);
        assertThat(readings.get(2).lat()).isNull();
    }

    @Test
    void aBeltThatLostContactSaysNothing() throws Exception {
        List<SensorReading> readings = readings(files.items("run.tcx", tcx(FIRST.replace("98", "0"))));

        assertThat(readings).singleElement().satisfies(reading -> assertThat(reading.hr())
                .isNull());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <HeartRateBpm><Value>98</Value></HeartRateBpm>                                         | time is missing
            <Time>late</Time><HeartRateBpm><Value>98</Value></HeartRateBpm>                        | time is no time: "late"
            <Time>2024-05-01T08:00:05Z</Time>                                                      | has neither a position nor a heart rate
            <Time>2024-05-01T08:00:05Z</Time><HeartRateBpm><Value>0</Value></HeartRateBpm>         | has neither a position nor a heart rate
            <Time>2024-05-01T08:00:05Z</Time><HeartRateBpm><Value>fast</Value></HeartRateBpm>      | heart rate is no number: "fast"
            <Time>2024-05-01T08:00:05Z</Time><HeartRateBpm><Value>-5</Value></HeartRateBpm>        | heart rate is outside 0 to 300 beats per minute
            <Time>2024-05-01T08:00:05Z</Time><Position><LatitudeDegrees>51</LatitudeDegrees></Position> | longitude is missing
            <Time>2024-05-01T08:00:05Z</Time><Position><LatitudeDegrees>NaN</LatitudeDegrees><LongitudeDegrees>1</LongitudeDegrees></Position> | latitude is NaN
            """)
    void aBrokenPointIsOneBadItemAndItsNeighboursAreKept(String broken, String problem) throws Exception {
        List<LoadItem> items = files.items("run.tcx", tcx(FIRST, point(broken), SECOND));

        assertThat(items).hasSize(3);
        assertThat(message(items.get(1))).isEqualTo("line 5: " + problem);
        assertThat(new String(((BadLine) items.get(1)).original(), UTF_8))
                .isEqualTo("<Trackpoint>" + broken + "</Trackpoint>");
        assertThat(reading(items.get(2)).hr()).isEqualTo(101);
    }

    @Test
    void aFileThatIsCutOffAnywhereGivesWhatIsThereAndOneBadItem() throws Exception {
        byte[] whole = tcx(FIRST, SECOND, SECOND.replace(":01Z", ":02Z")).getBytes(UTF_8);
        int head = HEAD.length() + 20;
        for (int length = head; length < whole.length - 1; length++) {
            Path cut = files.write("cut.tcx", Arrays.copyOf(whole, length));

            List<LoadItem> items = LoadItemsInOrder.of(TrackingFormats.open(cut));

            long good = items.stream().filter(Reading.class::isInstance).count();
            String read = new String(whole, 0, length, UTF_8);
            assertThat(good).as("cut at %d", length).isEqualTo(read.split("</Trackpoint>", -1).length - 1);
            assertThat(items.subList((int) good, items.size())).singleElement().satisfies(item -> {
                assertThat(message(item)).contains("the XML breaks off or is none from here on");
                assertThat(((BadLine) item).original()).isNotEmpty();
            });
        }
    }

    @Test
    void damagedBytesNeverCostMoreThanWhatStandsBehindThem() throws Exception {
        byte[] whole = tcx(FIRST, SECOND).getBytes(UTF_8);
        long seed = Long.getLong("pitchside.seed", 20240501L);
        Random random = new Random(seed);
        System.out.println("seed " + seed + ": -Dpitchside.seed=" + seed + " runs it again");
        for (int run = 0; run < 2_000; run++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[HEAD.length() + random.nextInt(whole.length - HEAD.length())] = (byte) random.nextInt(256);
            }
            Path file = files.write("damaged.tcx", damaged);
            try {
                List<LoadItem> items = LoadItemsInOrder.of(TrackingFormats.open(file));

                assertThat(items).hasSizeBetween(1, 4);
            } catch (LoadException e) {
                assertThat(e).as("seed %d", seed).hasMessageContaining("damaged.tcx");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><TrainingCenterDatabase><a>&x;</a></TrainingCenterDatabase>",
                "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a.dtd\"><TrainingCenterDatabase/>",
                "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;\">]><gpx>&b;</gpx>"
            })
    void documentTypesAndEntitiesAreRefused(String document) throws Exception {
        assertThat(files.refused("run.tcx", document)).hasMessageContaining("document types");
    }

    @Test
    void anEntityThatNobodyDeclaredEndsTheReading() throws Exception {
        List<LoadItem> items = files.items("run.tcx", tcx(FIRST, point(time(3), hr("&lots;")), SECOND));

        assertThat(items).hasSize(2);
        assertThat(items.get(1)).isInstanceOf(BadLine.class);
    }

    @Test
    void elementsDeeperThanAnyWatchWritesEndTheReading() throws Exception {
        List<LoadItem> items = files.items("run.tcx", tcx(FIRST, "<a>".repeat(100_000)));

        assertThat(message(items.get(1))).contains("deeper in each other than 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF", "\n\n", "   ", "\uFEFF \r\n"})
    void whatStandsInFrontOfTheDocumentDoesNotMatter(String front) throws Exception {
        List<LoadItem> plain = files.items("run.tcx", tcx(FIRST, SECOND));

        List<LoadItem> items = files.items("run.tcx", front + tcx(FIRST, SECOND).replace("\n", "\r\n"));

        assertThat(readings(items)).isEqualTo(readings(plain));
    }

    @Test
    void otherEncodingsPrefixesAndZipsAreRead() throws Exception {
        List<SensorReading> plain = readings(files.items("run.tcx", tcx(FIRST, SECOND)));
        String prefixed =
                tcx(FIRST, SECOND).replaceAll("<(/?)(?=[A-Z])", "<$1t:").replace("xmlns=", "xmlns:t=");

        assertThat(readings(files.items("run.tcx", prefixed))).isEqualTo(plain);
        assertThat(readings(files.items(
                        "run.tcx",
                        prefixed.toLowerCase(Locale.ROOT)
                                .replace("t08", "T08")
                                .replace("00z<", "00Z<")
                                .replace("01z<", "01Z<")
                                .replace("utf-8", "UTF-8"))))
                .isEqualTo(plain);
        byte[] wide = tcx(FIRST, SECOND).replace("UTF-8", "UTF-16").getBytes(UTF_16);
        assertThat(readings(LoadItemsInOrder.of(TrackingFormats.open(files.write("run.tcx", wide)))))
                .isEqualTo(plain);
        byte[] zipped = OwnFiles.zipped(tcx(FIRST, SECOND));
        assertThat(readings(LoadItemsInOrder.of(TrackingFormats.open(files.write("a.TCX.gz", zipped)))))
                .isEqualTo(plain);
        assertThat(readings(LoadItemsInOrder.of(TrackingFormats.open(files.write("a.txt", zipped)))))
                .isEqualTo(plain);
    }

    @Test
    void aZippedFileThatIsCutOffIsRefusedBeforeAnythingIsLoaded() throws Exception {
        byte[] zipped = OwnFiles.zipped(tcx(FIRST.repeat(5_000)));
        Path file = files.write("cut.tcx.gz", Arrays.copyOf(zipped, zipped.length / 2));

        assertThat(catchThrowableOfType(LoadException.class, () -> TrackingFormats.open(file)))
                .hasMessageContaining("cut.tcx.gz")
                .hasMessageContaining("cannot be read to its end");
    }

    @ParameterizedTest
    @CsvSource({
        "<TrainingCenterDatabase/>, there is no point in it",
        "<gpx/>, there is no point in it",
        "<kml/>, outermost element kml",
        "<, line 1"
    })
    void aDocumentWithoutPointsIsRefused(String document, String message) throws Exception {
        assertThat(files.refused("run.tcx", document)).hasMessageContaining(message);
    }

    @Test
    void theSamplingIntervalIsTheUsualStepAndNotThePauses() throws Exception {
        assertThat(files.open(
                                "a.tcx",
                                tcx(
                                        point(time(0), hr("9")),
                                        point(time(5), hr("9")),
                                        point(time(10), hr("9")),
                                        point(time(59), hr("9"))))
                        .setup("m")
                        .samplingMs())
                .isEqualTo(5_000);
        assertThat(files.open("a.tcx", tcx(FIRST)).setup("m").samplingMs()).isNull();
        assertThat(files.open("a.tcx", tcx(FIRST, point("<Time>2024-05-01T08:00:00.100Z</Time>", hr("9"))))
                        .setup("m")
                        .samplingMs())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"Running, running", "Biking, cycling", "Other, other", "' TRAIL RUNNING ', trail running", "9, running"
    })
    void theSportIsTheFilesOwn(String written, String sport) throws Exception {
        assertThat(files.open("a.tcx", tcx(FIRST).replace("Sport=\"Running\"", "Sport=\"" + written + "\""))
                        .setup("m")
                        .sport())
                .isEqualTo(sport);
    }

    @Test
    void aGpxFileIsReadWithItsHeartRate() throws Exception {
        Path file = temp.resolve("run.gpx");
        try (InputStream in = TrackpointFileTest.class.getResourceAsStream("run.gpx")) {
            Files.write(file, in.readAllBytes());
        }

        TrackingFile opened = TrackingFormats.open(file);

        List<SensorReading> readings = readings(LoadItemsInOrder.of(opened));
        assertThat(opened.format()).isEqualTo("GPX");
        assertThat(readings).extracting(SensorReading::hr).containsExactly(98, 101, null, null, 120);
        assertThat(readings).extracting(SensorReading::seq).containsOnly(0L);
        assertThat(readings.stream().map(SensorReading::eventId).distinct()).hasSize(4);
        assertThat(readings.get(1).y()).isCloseTo(3.338, within(0.001));
        assertThat(readings.get(4).x()).isCloseTo(2.949, within(0.001));
        assertThat(opened.setup("m").sport()).isEqualTo("running");
        assertThat(opened.setup("m").players())
                .extracting(MatchSetup.Player::playerId)
                .containsExactly("runner");
        assertThat(opened.setup("m").samplingMs()).isEqualTo(1000);
    }
}
