package io.pitchside.app.load;

import static io.pitchside.app.load.OwnFiles.message;
import static io.pitchside.app.load.OwnFiles.reading;
import static io.pitchside.app.load.OwnFiles.readings;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Pitch;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.SensorReading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricaFileTest {
    private static final String HEADER = """
            ,,,Home,,Home,,,
            ,,,11,,1,,,
            Period,Frame,Time [s],Player11,,Player1,,Ball,
            """;
    private static final String FRAME = "1,1,0.04,0.5,0.25,NaN,NaN,0,1\n";

    @TempDir
    private Path temp;

    private OwnFiles files;

    @BeforeEach
    void useFolder() {
        files = new OwnFiles(temp);
    }

    @Test
    void sharesFromTheUpperLeftCornerBecomeMetresFromTheLowerOne() throws Exception {
        List<SensorReading> readings = readings(files.items("game_home.csv", HEADER + FRAME));

        assertThat(readings).extracting(SensorReading::playerId).containsExactly("home_11", "ball");
        assertThat(readings.get(0).x()).isEqualTo(52.5);
        assertThat(readings.get(0).y()).isEqualTo(51);
        assertThat(readings.get(1).x()).isZero();
        assertThat(readings.get(1).y()).isZero();
        assertThat(readings).allMatch(reading -> reading.seq() == 1 && reading.ts() == MetricaFile.DAY_MS + 40);
    }

    @Test
    void bothSidesAreOneMatchAndTheBallOfBothIsTheSame() throws Exception {
        String away = HEADER.replace("Home", "Away").replace("11", "25");
        files.write("Game_1_RawTrackingData_Away_Team.csv", away + FRAME);

        TrackingFile home = files.open("Game_1_RawTrackingData_Home_Team.csv", HEADER + FRAME + "2,9,9.5,,,,,,\n");

        assertThat(home.matchId()).isEqualTo("Game_1_RawTrackingData");
        assertThat(home.partOfMatch()).isTrue();
        assertThat(home.setup("m").players())
                .extracting(Player::playerId)
                .containsExactly("home_11", "home_1", "ball", "away_25", "away_1");
        assertThat(home.setup("m").players())
                .extracting(Player::team)
                .containsExactly(Side.HOME, Side.HOME, Side.NEUTRAL, Side.AWAY, Side.AWAY);
        assertThat(home.setup("m").pitch()).isEqualTo(Pitch.STANDARD);
        assertThat(home.setup("m").periods())
                .containsExactly(
                        new Period("1", MetricaFile.DAY_MS + 40, MetricaFile.DAY_MS + 41),
                        new Period("2", MetricaFile.DAY_MS + 9500, MetricaFile.DAY_MS + 9501));
        TrackingFile other = TrackingFormats.open(temp.resolve("Game_1_RawTrackingData_Away_Team.csv"));
        assertThat(other.matchId()).isEqualTo(home.matchId());
        assertThat(reading(LoadItemsInOrder.of(other).get(1)).eventId())
                .isEqualTo(reading(LoadItemsInOrder.of(home).get(1)).eventId());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1,2,0.08,0.5,NaN,NaN,NaN,0,1        | y of home_11 is NaN
            1,2,0.08,half,0.5,NaN,NaN,x,1       | x of home_11 is no number: "half" (and 1 more)
            1,2,0.08,52.5,0.5,NaN,NaN,,         | x of home_11 is 52.5, expected a share of the pitch from 0 to 1
            1,2,soon,0.5,0.5,NaN,NaN,0,1        | time is no number: "soon"
            1,2,-1,0.5,0.5,NaN,NaN,0,1          | time is "-1", expected seconds from 0 to 86400
            1,,0.08,0.5,0.5,NaN,NaN,0,1         | frame is missing
            1,2,0.08,0.5,0.5                    | has 5 fields, the header has 9
            rubbish                             | has 1 field, the header has 9
            """)
    void aBrokenLineIsOneBadItemAndItsNeighboursAreKept(String broken, String problem) throws Exception {
        List<LoadItem> items = files.items("a_home.csv", HEADER + broken + "\n" + FRAME);

        List<LoadItem> bad =
                items.stream().filter(LoadItem.BadLine.class::isInstance).toList();
        assertThat(bad).hasSize(1);
        assertThat(message(bad.get(0))).isEqualTo("line 4: " + problem);
        assertThat(items.stream().filter(item -> item.line() == 5)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " , ,, home ,, home ,,,\n,,,11,,1,,,\nPERIOD, frame ,TIME [S],Player11,,Player1,,BALL,\n",
                "\uFEFF,,,Home,,Home,,,\r\n,,,11,,1,,,\r\nPeriod,Frame,Time [s],Player11,,Player1,,Ball,\r\n",
                ",,,Home,,Home,,,\n,,,,,,,,\nPeriod,Frame,Time [s],Player11,,Player1,,Ball\n",
                ",,,FC One,,FC One,,,\n,,,11,,1,,,\nPeriod,Frame,Time [s],Player11,,Player1,,Ball,\n"
            })
    void oddHeadersGiveTheSameReadings(String header) throws Exception {
        List<LoadItem> plain = files.items("game_home.csv", HEADER + FRAME);

        assertThat(files.items("game_home.csv", header + FRAME)).isEqualTo(plain);
    }

    @Test
    void semicolonsAndDecimalCommasAreRead() throws Exception {
        List<LoadItem> plain = files.items("a_home.csv", HEADER + FRAME);

        String german = (HEADER + FRAME).replace(',', ';').replaceAll("(\\d)\\.(\\d)", "$1,$2");

        assertThat(files.items("a_home.csv", german)).isEqualTo(plain);
        assertThat(LoadItemsInOrder.of(TrackingFormats.open(files.write("a_home.csv.gz", OwnFiles.zipped(german)))))
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Period,Frame,Time [s],Player11,,Ball,~1,1,0.04,0,0,0,0~1,2,0.08,0,0,0,0    | line 3 is the third of the header
            ,,,Home,,,~,,,11,,,~Period,Frame,Time [s],Player11,x,Ball,~                | line 3, column 5: every second column
            ,,,Home,,,~,,,11,,,~Period,Frame,Time [s],,Player11,Ball,~                 | line 3, column 4: every second column
            ,,,Home,,,~,,,11,,,~Period,Frame,Seconds,Player11,,Ball,~                  | line 3 is the third of the header
            ,,,Home,,Home,~,,,7,,7,~Period,Frame,Time [s],A,,B,~                       | line 3: a player stands in it twice
            ,,,One,,,~,,,11,,,~Period,Frame,Time [s],Player11,,Ball,~                  | line 1, column 4: expected Home or Away
            ,,,Home,,~,,,11,,                                                          | ends within its three header lines
            """)
    void aHeaderThatCannotBeRightIsRefusedWithItsPlace(String header, String message) throws Exception {
        assertThat(files.refused("game.csv", header.replace('~', '\n'))).hasMessageContaining(message);
    }
}
