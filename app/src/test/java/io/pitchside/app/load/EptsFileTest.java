package io.pitchside.app.load;

import static io.pitchside.app.load.OwnFiles.message;
import static io.pitchside.app.load.OwnFiles.readings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EptsFileTest {
    private static final String METADATA = """
            <?xml version="1.0" encoding="utf-8"?>
            <main>
              <Metadata>
                <GlobalConfig><FrameRate>25.0</FrameRate>
                  <ProviderGlobalParameters>
                    <ProviderParameter><Name>first_half_start</Name><Value>10</Value></ProviderParameter>
                    <ProviderParameter><Name>first_half_end</Name><Value>19</Value></ProviderParameter>
                    <ProviderParameter><Name>second_half_start</Name><Value/></ProviderParameter>
                  </ProviderGlobalParameters>
                </GlobalConfig>
                <Sessions><Session id="1"><Start>2024-05-01T18:00:00+02:00</Start>
                  <MatchParameters><Score idLocalTeam="B" idVisitingTeam="A"/></MatchParameters>
                  <FieldSize><Width>100</Width><Height>60</Height></FieldSize></Session></Sessions>
                <Teams><Team id="A"><Name>Ants</Name></Team><Team id="B"><Name>Bees</Name></Team></Teams>
                <Players>
                  <Player id="P1" teamId="A"><Name>One</Name><ShirtNumber>1</ShirtNumber></Player>
                  <Player id="P2" teamId="B"><Name>Two</Name><ShirtNumber>2</ShirtNumber></Player>
                </Players>
                <Devices><Device id="d"><Sensors>
                  <Sensor id="position"><Channels>
                    <Channel id="x"><Name>position_x</Name><Unit>normalized</Unit></Channel>
                    <Channel id="y"><Name>position_y</Name><Unit>normalized</Unit></Channel>
                    <Channel id="z"><Name>position_z</Name><Unit>m</Unit></Channel>
                  </Channels></Sensor>
                  <Sensor id="belt"><Channels><Channel id="h"><Name>heart_rate</Name><Unit>bpm</Unit></Channel></Channels></Sensor>
                </Sensors></Device></Devices>
                <PlayerChannels>
                  <PlayerChannel id="1y" channelId="y" playerId="P1"/><PlayerChannel id="1x" channelId="x" playerId="P1"/>
                  <PlayerChannel id="2x" channelId="x" playerId="P2"/><PlayerChannel id="2y" channelId="y" playerId="P2"/>
                  <PlayerChannel id="2h" channelId="h" playerId="P2"/>
                </PlayerChannels>
              </Metadata>
              <DataFormatSpecifications>
                <DataFormatSpecification startFrame="10" endFrame="14" separator=":">
                  <StringRegister name="frameCount"/>
                  <SplitRegister separator=";">
                    <SplitRegister separator=","><PlayerChannelRef playerChannelId="1y"/><PlayerChannelRef playerChannelId="1x"/></SplitRegister>
                    <SplitRegister separator=","><PlayerChannelRef playerChannelId="2x"/><PlayerChannelRef playerChannelId="2y"/><PlayerChannelRef playerChannelId="2h"/></SplitRegister>
                  </SplitRegister>
                  <SplitRegister separator=","><BallChannelRef channelId="x"/><BallChannelRef channelId="y"/><BallChannelRef channelId="z"/></SplitRegister>
                </DataFormatSpecification>
                <DataFormatSpecification startFrame="15" endFrame="19" separator=":">
                  <StringRegister name="frameCount"/>
                  <SplitRegister separator=";">
                    <SplitRegister separator=","><PlayerChannelRef playerChannelId="2x"/><PlayerChannelRef playerChannelId="2y"/></SplitRegister>
                  </SplitRegister>
                </DataFormatSpecification>
              </DataFormatSpecifications>
            </main>
            """;
    private static final String FIRST = "10:0.25,0.5;0.1,0.1,150:0.5,0.5,1.5\n";

    @TempDir
    private Path temp;

    private OwnFiles files;

    @BeforeEach
    void writeMetadata() throws Exception {
        files = new OwnFiles(temp);
        files.write("match_meta.xml", METADATA);
    }

    @Test
    void theMetadataSayWhatTheFieldsAre() throws Exception {
        List<SensorReading> readings = readings(files.items("match.txt", FIRST));

        assertThat(readings).extracting(SensorReading::playerId).containsExactly("P1", "P2", "ball");
        assertThat(readings).extracting(SensorReading::x).containsExactly(50.0, 10.0, 50.0);
        assertThat(readings).extracting(SensorReading::y).containsExactly(45.0, 54.0, 30.0);
        assertThat(readings).extracting(SensorReading::hr).containsExactly(null, 150, null);
        assertThat(readings).extracting(SensorReading::z).containsExactly(null, null, 1.5);
        assertThat(readings).allMatch(reading -> reading.seq() == 10);
        assertThat(Instant.ofEpochMilli(readings.get(0).ts())).isEqualTo(Instant.parse("2024-05-01T16:00:00Z"));
    }

    @Test
    void theWayOfWritingChangesFromFrameToFrameAsTheMetadataSay() throws Exception {
        List<SensorReading> readings = readings(files.items("match.txt", FIRST + "15:0.2,0.2\n"));

        assertThat(readings).hasSize(4);
        assertThat(readings.get(3).playerId()).isEqualTo("P2");
        assertThat(readings.get(3).ts() - readings.get(0).ts()).isEqualTo(200);
    }

    @Test
    void theSetUpHasTeamsPitchAndPeriods() throws Exception {
        MatchSetup setup = files.open("match.txt", FIRST).setup("m");

        assertThat(setup.home().name()).isEqualTo("Bees");
        assertThat(setup.away().name()).isEqualTo("Ants");
        assertThat(setup.pitch()).isEqualTo(new Pitch(100, 60));
        assertThat(setup.players()).extracting(Player::team).containsExactly(Side.AWAY, Side.HOME, Side.NEUTRAL);
        assertThat(setup.players()).extracting(Player::shirt).containsExactly(1, 2, null);
        long start = Instant.parse("2024-05-01T16:00:00Z").toEpochMilli();
        assertThat(setup.periods()).containsExactly(new Period("1", start, start + 361));
        assertThat(setup.samplingMs()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11:NaN,NaN;0.1,0.1,150:0.5,0.5,NaN        | 2
            11:;0.1,0.1,150:0.5,0.5,1                 | 2
            11:NaN,NaN;NaN,NaN,NaN:NaN,NaN,NaN        | 0
            11:0.1,0.1;0.1,0.1,150:0.5,0.5,1:         | 3
            11:0.1,0.1;0.1,0.1,150;:0.5,0.5,1,:       | 3
            `  11:0.1,0.1;0.1,0.1,0:0.5,0.5,1`        | 3
            """, quoteCharacter = '`')
    void gapsAndClosingSeparatorsAreNoProblem(String line, int expected) throws Exception {
        assertThat(readings(files.items("match.txt", FIRST + "\r\n" + line + "\r\n")))
                .hasSize(3 + expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11:0.1,0.1:0.5,0.5,1                   | 0 | has 1 parts between ";" at "0.1,0.1", the metadata describes 2
            11:0.1;0.1,0.1,150:0.5,0.5,1           | 0 | has 1 parts between "," at "0.1", the metadata describes 2
            11                                     | 0 | has 1 parts between ":" at "11", the metadata describes 3
            x:0.1,0.1;0.1,0.1,150:0.5,0.5,1        | 0 | frame is no whole number: "x"
            99:0.1,0.1                             | 0 | frame 99 is described by no DataFormatSpecification
            11:0.1,here;0.1,0.1,150:0.5,0.5,1      | 2 | x of P1 is no number: "here"
            11:NaN,0.1;0.1,0.1,400:0.5,0.5,1       | 1 | y of P1 is NaN (and 1 more)
            11:0.1,52.5;0.1,0.1,150:0.5,0.5,1      | 2 | x of P1 is 52.5, expected a share of the pitch from 0 to 1
            """)
    void aBrokenLineIsOneBadItemAndItsNeighboursAreKept(String broken, int kept, String problem) throws Exception {
        List<LoadItem> items = files.items("match.txt", FIRST + broken + "\n" + FIRST.replace("10:", "12:"));

        List<LoadItem> bad =
                items.stream().filter(LoadItem.BadLine.class::isInstance).toList();
        assertThat(bad).hasSize(1);
        assertThat(message(bad.get(0))).isEqualTo("line 2: " + problem);
        assertThat(items).hasSize(3 + kept + 1 + 3);
    }

    @Test
    void eitherOfTheTwoFilesNamesTheRecordingAndZippedOnesToo() throws Exception {
        List<LoadItem> plain = files.items("match.txt", FIRST);
        assertThat(LoadItemsInOrder.of(TrackingFormats.open(temp.resolve("match_meta.xml"))))
                .isEqualTo(plain);
        Files.delete(temp.resolve("match_meta.xml"));
        Files.delete(temp.resolve("match.txt"));
        files.write("match_meta.xml.gz", OwnFiles.zipped("\uFEFF" + METADATA));

        TrackingFile zipped = TrackingFormats.open(files.write("match.txt.gz", OwnFiles.zipped(FIRST)));

        assertThat(LoadItemsInOrder.of(zipped)).isEqualTo(plain);
        assertThat(zipped.matchId()).isEqualTo("match");
        assertThat(LoadItemsInOrder.of(TrackingFormats.open(temp.resolve("match_meta.xml.gz"))))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <Unit>normalized</Unit>      | <Unit>m</Unit>          | is in "m", positions are read where they are "normalized"
            <FrameRate>25.0</FrameRate>  | <FrameRate>0</FrameRate>| FrameRate is 0.0
            <FrameRate>25.0</FrameRate>  | <Rate/>                 | FrameRate is missing
            2024-05-01T18:00:00+02:00    | kick-off                | Start of the session is no time: "kick-off"
            <Width>100</Width>           | <Width>1000</Width>     | pitch 1000.0 x 60.0 m: allowed are
            separator=":"                | separator=""            | says no separator
            startFrame="10"              | startFrame="first"      | startframe is "first"
            name="frameCount"            | name="count"            | has no StringRegister frameCount
            playerId="P1"                | playerId="P9"           | names an unknown player
            </Teams>                     | </Team>                 | line 14: the XML breaks off or is none from here on
            """)
    void metadataThatCannotBeRightAreRefusedWithTheirPlace(String what, String by, String message) throws Exception {
        files.write("match_meta.xml", METADATA.replaceFirst(Pattern.quote(what), by));

        assertThat(files.refused("match.txt", FIRST))
                .hasMessageContaining("match_meta.xml")
                .hasMessageContaining(message);
    }

    @Test
    void aTextAloneOrBetweenTwoMetadataIsRefused() throws Exception {
        files.write("match_meta2.xml", METADATA);
        files.write("other.xml", "<notes/>");
        assertThat(files.refused("game.txt", FIRST)).hasMessageContaining("2 metadata files lie beside it");
        Files.delete(temp.resolve("match_meta.xml"));
        Files.delete(temp.resolve("match_meta2.xml"));

        assertThat(files.refused("game.txt", FIRST)).hasMessageContaining("must lie beside it");
    }
}
