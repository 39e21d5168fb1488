package io.pitchside.app.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What a platform that was killed leaves behind in its own broker, and the next start would trip over. */
public final class Leftovers {
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);

    private final Admin admin;

    public Leftovers(Admin admin) {
        this.admin = admin;
    }

    /**
     * Takes the dead members out of the groups of these sinks: a new member would wait for their sessions to end.
     *
     * @throws IllegalStateException if the broker refuses or does not answer
     */
    public void removeMembersOf(List<String> sinks) throws InterruptedException {
        for (String sink : sinks) {
            try {
                Map<String, ConsumerGroupDescription> found = answer(
                        admin.describeConsumerGroups(List.of(group(sink))).all());
                // Of a group without members, Kafka's client refuses to remove them all.
                if (found.values().stream().anyMatch(group -> !group.members().isEmpty())) {
                    answer(admin.removeMembersFromConsumerGroup(
                                    group(sink), new RemoveMembersFromConsumerGroupOptions())
                            .all());
                }
            } catch (ExecutionException e) {
                if (!absent(e)) {
                    throw new IllegalStateException(
                            "Kafka keeps the dead members of " + group(sink) + ": " + Reason.of(e), e);
                }
            } catch (TimeoutException e) {
                throw new IllegalStateException("Kafka did not answer when asked for the group " + group(sink), e);
            }
        }
    }

    /**
     * Forgets how the connectors did in the last life: they would count as running before they run.
     *
     * @throws IllegalStateException if the broker refuses or does not answer
     */
    public void forgetConnectorStates() throws InterruptedException {
        try {
            answer(admin.deleteTopics(List.of(ConnectWorker.STATUS_TOPIC)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw new IllegalStateException("Kafka keeps " + ConnectWorker.STATUS_TOPIC + ": " + Reason.of(e), e);
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "Kafka did not answer when asked to delete " + ConnectWorker.STATUS_TOPIC, e);
        }
    }

    /** The consumer group of a sink connector. */
    public static String group(String sink) {
        return "connect-" + sink;
    }

    private static <T> T answer(KafkaFuture<T> future)
            throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static boolean absent(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof GroupIdNotFoundException || cause instanceof UnknownMemberIdException) {
                return true;
            }
        }
        return false;
    }
}
