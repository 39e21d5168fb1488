package io.pitchside.app.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitchside.app.config.Configuration;
import io.pitchside.app.config.Keys;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A running platform, as it reports of itself. Pure but for the version of the store that is packed with us. */
public final class PlatformChecks {
    /** As many records behind as a sink falls in a minute of 10,000 a second. */
    private static final long LAG_MAX = 600_000;

    private static final long CHECKPOINT_MS_MAX = 60_000;
    private static final Map<String, String> FIXES = Map.of(
            "kafka",
                    "see whether the broker runs and the disk has room; for a broker of your own: kafka.bootstrap.servers",
            "connect", "see the log below logs/ in the data folder, then stop the platform and start it again",
            "flink", "see the log below logs/ in the data folder: the job's last failure stands there",
            "time-series", "see whether the disk has room; a suspended table goes on after a restart",
            "ledger", "./pitchside audit shows what is missing");
    private static final String FIX_CONNECTOR =
            "see the log below logs/ in the data folder; what it failed on stands there, and a restart tries again";

    private final Configuration site;
    private final JsonNode status;

    /** @param status what {@code GET /api/v1/status} answered */
    public PlatformChecks(Configuration site, JsonNode status) {
        this.site = site;
        this.status = status;
    }

    public List<Check> made() {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok(
                "web",
                "answers; process " + status.path("pid").asText() + ", up "
                        + status.path("uptime_s").asText() + " s"));
        status.path("parts").forEach(part -> checks.add(part(part)));
        status.path("pipelines").properties().forEach(pipeline -> {
            checks.addAll(job(pipeline.getKey(), pipeline.getValue().path("job")));
            checks.addAll(lag(pipeline.getKey(), pipeline.getValue().path("sink_lag_records")));
        });
        return checks;
    }

    private Check part(JsonNode part) {
        String name = part.path("name").asText();
        String version = part.path("version").asText(name.equals("time-series") ? storeVersion() : "");
        String detail = part.path("detail").asText();
        if (!version.isEmpty() && !detail.contains(version)) {
            detail = detail + ", version " + version;
        }
        String fix = FIXES.getOrDefault(name, FIX_CONNECTOR);
        return switch (part.path("state").asText()) {
            case "ok" -> Check.ok(name, detail);
            case "warn" -> Check.warning(name, detail, fix);
            default -> Check.problem(name, detail, fix);
        };
    }

    /** Of the store in the platform's process, which is the one packed with us; one of the site's own does not say. */
    private String storeVersion() {
        if (site.get(Keys.TIME_SERIES_URL).isPresent()) {
            return "";
        }
        try (InputStream pom =
                PlatformChecks.class.getResourceAsStream("/META-INF/maven/org.questdb/questdb/pom.properties")) {
            Properties properties = new Properties();
            if (pom != null) {
                properties.load(pom);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            // The version is told where it can be; without it the check is no worse.
            return "";
        }
    }

    private static List<Check> job(String pipeline, JsonNode job) {
        if (!job.isObject()) {
            return List.of();
        }
        long ageMs = job.path("checkpoint_age_ms").asLong();
        String name = "checkpoint " + pipeline;
        String detail = ageMs / 1000 + " s old, " + job.path("checkpoint_bytes").asLong() / 1024 + " KiB, took "
                + job.path("checkpoint_ms").asText() + " ms; "
                + job.path("checkpoints_failed").asText() + " failed, "
                + job.path("restarts").asText() + " restarts of the job";
        return List.of(
                ageMs <= CHECKPOINT_MS_MAX
                        ? Check.ok(name, detail)
                        : Check.warning(
                                name,
                                detail,
                                "see the log below logs/ in the data folder; the disk may be full or too slow"));
    }

    private static List<Check> lag(String pipeline, JsonNode lag) {
        if (!lag.isNumber()) {
            return List.of();
        }
        String name = "lag " + pipeline;
        String detail = lag.asText() + " records wait for the store";
        return List.of(
                lag.asLong() <= LAG_MAX
                        ? Check.ok(name, detail)
                        : Check.warning(
                                name,
                                detail,
                                "it catches up by itself while less comes in than it writes; see the store and its disk"));
    }
}
