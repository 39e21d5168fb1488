package io.pitchside.app.embedded;

import io.pitchside.model.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the declared topics on a broker, and refuses one that exists in another shape. */
public final class TopicCreation {
    private static final Duration WAIT_MAX = Duration.ofSeconds(30);
    /** A compacted topic is read whole at a start: its old values are cleaned out soon. */
    private static final Duration COMPACTED_SEGMENT = Duration.ofHours(1);

    private final Admin admin;
    private final Duration retention;

    /**
     * @param admin where to make them; stays the caller's to close
     * @param retention how long topics keep records, counted from their arrival
     */
    public TopicCreation(Admin admin, Duration retention) {
        this.admin = admin;
        this.retention = retention;
    }

    /**
     * Makes those of the topics that do not exist yet.
     *
     * @throws IllegalStateException if one exists with another number of partitions, or the broker does not answer;
     *     the message says which
     */
    public void create(Collection<Topic> topics) throws InterruptedException {
        try {
            Set<String> existing = admin.listTopics().names().get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = topics.stream()
                    .filter(topic -> !existing.contains(topic.name()))
                    .map(this::newTopic)
                    .toList();
            createMissing(missing);
            Set<String> present = new TreeSet<>(existing);
            present.retainAll(topics.stream().map(Topic::name).toList());
            checkPartitions(topics, present);
        } catch (ExecutionException e) {
            String hint = e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException
                    ? "; check that it runs and that kafka.bootstrap.servers names it"
                    : "";
            throw new IllegalStateException("Kafka does not take the topics: " + Reason.of(e) + hint, e);
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka did not answer within " + WAIT_MAX.toSeconds() + " s when asked for its topics", e);
        }
    }

    private void createMissing(List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(missing).all().get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            // Somebody else made it in between; on a shared cluster that is no fault.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private void checkPartitions(Collection<Topic> topics, Set<String> present)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> found =
                admin.describeTopics(present).allTopicNames().get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
        for (Topic topic : topics) {
            TopicDescription description = found.get(topic.name());
            if (description != null && description.partitions().size() != topic.partitions()) {
                throw new IllegalStateException("topic " + topic.name() + " exists with "
                        + description.partitions().size() + " partitions, but " + topic.partitions()
                        + " are configured; a topic keeps its number: set tracking.partitions back, "
                        + "or use another data folder");
            }
        }
    }

    private NewTopic newTopic(Topic topic) {
        Map<String, String> settings = new HashMap<>();
        // Retention counts from arrival: a match of last year that is loaded today must not be forgotten at once.
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        switch (topic.cleanup()) {
            case COMPACT -> {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(COMPACTED_SEGMENT.toMillis()));
            }
            case DELETE -> {
                settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
            }
        }
        // The broker's own number of copies: one here, what the site decided on a cluster.
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), Optional.empty()).configs(settings);
    }
}
