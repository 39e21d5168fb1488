package io.pitchside.app.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pitchside.app.load.LoadItem.BadLine;
import io.pitchside.app.load.LoadItem.Reading;
import io.pitchside.model.tracking.MatchSetup;
import io.pitchside.model.tracking.MatchSetup.Period;
import io.pitchside.model.tracking.MatchSetup.Player;
import io.pitchside.model.tracking.MatchSetup.Side;
import io.pitchside.model.tracking.SensorReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracabFileTest {
    private static final String HEADER = "frame,ball_x,ball_y,ball_z,ball_status,team_possession,"
            + "home_7_x,home_7_y,away_11_x,away_11_y,period_id,datetime,gametime_td\n";
    private static final long FIRST = 315586800000L;

    @TempDir
    private Path temp;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("some_match"));
    }

    @Test
    void aFrameBecomesTheReadingsOfThoseOnThePitch() throws Exception {
        write("metadata.json", "{\"pitch_dimensions\": [104.9, 67.8]}");
        TrackingFile file = open(HEADER
                + "1,-0.02,-0.41,0.11,alive,away,-16.72,18.66,,,1,1980-01-01T15:00:00.000Z,00:00\n"
                + "2,,,,dead,away,0,0,-52.45,33.9,1,1980-01-01T15:00:00.040Z,00:00\n");

        List<LoadItem> items = LoadItemsInOrder.of(file);

        assertThat(items)
                .containsExactly(
                        new Reading(2, reading("ball", 1, FIRST, 52.43, 33.49, 0.11)),
                        new Reading(2, reading("home_7", 1, FIRST, 35.73, 52.56, null)),
                        new Reading(3, reading("home_7", 2, FIRST + 40, 52.45, 33.9, null)),
                        new Reading(3, reading("away_11", 2, FIRST + 40, 0, 67.8, null)));
        assertThat(file.format()).isEqualTo("Tracab");
        assertThat(file.matchId()).isEqualTo("some_match");
        assertThat(file.lines()).isEqualTo(3);
    }

    @Test
    void theFilesBesideItMakeTheSetUp() throws Exception {
        write(
                "metadata.json",
                "{\"pitch_dimensions\": [104.9, 67.8], \"home_team_name\": \"Reds\", \"away_team_name\": \"Blues\"}");
        write("home_players.csv", """
                id,full_name,shirt_num,start_frame,end_frame,starter,position,formation_place
                P-1,"Seven, Home",7,1,9000,true,defender,6
                """);
        write("away_players.csv", """
                id,full_name,shirt_num,start_frame,end_frame,starter,position,formation_place
                P-2,Eleven,11,9000,9000,false,forward,0
                """);
        write("periods.csv", """
                period_id,start_frame,end_frame,start_datetime_td,end_datetime_td
                1,1,9000,1980-01-01T15:00:00.000Z,1980-01-01T15:51:03.520Z
                2,9000,9000,,
                """);

        MatchSetup setup = open(HEADER).setup("m");

        assertThat(setup.home().name()).isEqualTo("Reds");
        assertThat(setup.away().name()).isEqualTo("Blues");
        assertThat(setup.pitch()).isEqualTo(new MatchSetup.Pitch(104.9, 67.8));
        assertThat(setup.kickOff()).isEqualTo(FIRST);
        assertThat(setup.periods()).containsExactly(new Period("1", FIRST, FIRST + 3_063_521));
        assertThat(setup.players())
                .containsExactly(
                        new Player("ball", Side.NEUTRAL, "Ball", null, null, null, List.of("ball"), null, null),
                        player("home_7", Side.HOME, "Seven, Home", 7, "defender"),
                        player("away_11", Side.AWAY, "Eleven", 11, "substitute"));
    }

    @Test
    void withoutThemThePeriodsComeFromTheFrames() throws Exception {
        MatchSetup setup = open(HEADER
                        + "1,0,0,0,alive,away,0,0,0,0,1,1980-01-01T15:00:00.000Z,00:00\n"
                        + "rubbish\n"
                        + "2,0,0,0,alive,away,0,0,0,0,1,1980-01-01T15:00:00.040Z,00:00\n"
                        + "3,0,0,0,alive,away,0,0,0,0,2,1980-01-01T16:00:00.000Z,00:00\n")
                .setup("m");

        assertThat(setup.periods())
                .containsExactly(
                        new Period("1", FIRST, FIRST + 41), new Period("2", FIRST + 3_600_000, FIRST + 3_600_001));
        assertThat(setup.pitch()).isEqualTo(MatchSetup.Pitch.STANDARD);
        assertThat(setup.players()).extracting(Player::shirt).containsExactly(null, 7, 11);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2,1,1,0,alive,away,NaN,1,2,2,1,1980-01-01T15:00:00.040Z,0 | home_7_x is NaN | 2
            2,1,1,0,alive,away,1,,2,2,1,1980-01-01T15:00:00.040Z,0 | home_7_y is missing | 2
            2,1,1,x,alive,away,1,1,2,2,1,1980-01-01T15:00:00.040Z,0 | ball_z is no number: "x" | 2
            2,1,1,0,alive,away,a,1,2,b,1,1980-01-01T15:00:00.040Z,0 | home_7_x is no number: "a" (and 1 more) | 1
            2,1,1,0,alive,away,1,1,2,2,1,noon,0 | datetime is no time: "noon" | 0
            ,1,1,0,alive,away,1,1,2,2,1,1980-01-01T15:00:00.040Z,0 | frame is missing | 0
            2,1,1,0 | has 4 fields, the header has 13 | 0
            complete rubbish | has 1 field, the header has 13 | 0
            """)
    void aBrokenLineIsOneBadItemAndTheRestIsKept(String broken, String problem, int kept) throws Exception {
        String good = "1,1,1,0,alive,away,1,1,2,2,1,1980-01-01T15:00:00.000Z,0\n";
        TrackingFile file = open(HEADER + broken + "\n" + good);

        List<LoadItem> items = LoadItemsInOrder.of(file);

        List<LoadItem> bad = items.stream().filter(BadLine.class::isInstance).toList();
        assertThat(bad).hasSize(1);
        assertThat(((BadLine) bad.get(0)).message()).isEqualTo("line 2: " + problem);
        assertThat(new String(((BadLine) bad.get(0)).original(), UTF_8)).isEqualTo(broken);
        assertThat(items).hasSize(1 + kept + 3);
        assertThat(items.stream().filter(item -> item.line() == 3)).hasSize(3);
    }

    @Test
    void aHeaderThatIsBrokenCannotBeGuessed() throws Exception {
        write("tracking_data.csv", "fra#me\n1,2,3\n");

        LoadException e = catchThrowableOfType(LoadException.class, () -> TrackingFormats.open(folder));

        assertThat(e).hasMessageContaining("tracking_data.csv").hasMessageContaining("line 1");
        assertThat(e.exitCode()).isEqualTo(1);
    }

    @Test
    void aFolderWithoutARecordingIsAnError() {
        LoadException e = catchThrowableOfType(LoadException.class, () -> TrackingFormats.open(folder));

        assertThat(e).hasMessageContaining("some_match").hasMessageContaining("holds no tracking_data.csv");
    }

    @Test
    void aBrokenMetadataFileIsNamed() throws Exception {
        write("metadata.json", "{");

        LoadException e = catchThrowableOfType(LoadException.class, () -> open(HEADER));

        assertThat(e).hasMessageContaining("metadata.json");
    }

    private TrackingFile open(String tracking) throws IOException, LoadException {
        write("tracking_data.csv", tracking);
        return TrackingFormats.open(folder);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static Player player(String id, Side side, String name, int shirt, String role) {
        return new Player(id, side, name, shirt, role, null, List.of(id), null, null);
    }

    private static SensorReading reading(String id, long seq, long ts, double x, double y, @Nullable Double z) {
        return new SensorReading(null, "m", id, id, seq, ts, x, y, z, null, null, null, null, null, null, null, null);
    }
}
