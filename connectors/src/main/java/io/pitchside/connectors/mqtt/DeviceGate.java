package io.pitchside.connectors.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides who may connect. Thread-safe.
 *
 * <p>A password is proved once by its slow hash, on a thread of its own so that the event loops go on; after that its
 * keyed fast hash is remembered, and a storm of reconnecting devices costs next to nothing. Wrong passwords are never
 * remembered.
 */
final class DeviceGate {
    /** Clients that may wait for their password to be checked; more are told to come back later. */
    static final int WAITING_MAX = 1_000;

    /** A client on this machine that gave no name, where that is allowed. */
    static final Device ANONYMOUS = new Device("anonymous", "AA==", "AA==", List.of(Device.EVERY_STADIUM));

    private static final Logger LOG = LoggerFactory.getLogger(DeviceGate.class);

    private final @Nullable Path file;
    private final boolean anonymousLoopback;
    private final SecretKeySpec memoryKey;
    private final ThreadPoolExecutor checker;
    private final Map<String, Proof> proofs = new ConcurrentHashMap<>();
    private volatile Runnable whenChanged = () -> {};
    private volatile Devices devices;
    private volatile Stamp stamp;

    /** A password that was right for the device as it then stood. */
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time, by hand
    private record Proof(Device device, byte[] fastHash) {}

    /** What tells one state of the file from another; a replaced file has a new key even within the clock's resolution. */
    private record Stamp(
            long modifiedAt, long size, @Nullable Object key) {
        static final Stamp ABSENT = new Stamp(0, -1, null);
    }

    /** The answer to a client. */
    enum Answer {
        ADMITTED,
        NAME_NEEDED,
        WRONG,
        BUSY
    }

    /** @param device who it is; null unless admitted */
    record Admission(Answer answer, @Nullable Device device) {}

    private DeviceGate(@Nullable Path file, boolean anonymousLoopback, Devices devices, Stamp stamp) {
        this.file = file;
        this.anonymousLoopback = anonymousLoopback;
        this.devices = devices;
        this.stamp = stamp;
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        memoryKey = new SecretKeySpec(key, "HmacSHA256");
        checker = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING_MAX), task -> {
            Thread thread = new Thread(task, "mqtt-passwords");
            thread.setDaemon(true);
            return thread;
        });
        checker.allowCoreThreadTimeOut(true);
    }

    /** @throws IOException if the file is there and cannot be read */
    static DeviceGate open(@Nullable Path file, boolean anonymousLoopback) throws IOException {
        Stamp stamp = stampOf(file);
        return new DeviceGate(file, anonymousLoopback, file == null ? Devices.none() : Devices.read(file), stamp);
    }

    /**
     * Decides about a client: at once on the calling thread where that is quick, else later on another one.
     *
     * @param name null where the client gave none, likewise the password
     */
    void admit(@Nullable String name, byte @Nullable [] password, boolean loopback, Consumer<Admission> answer) {
        if (name == null) {
            answer.accept(
                    loopback && anonymousLoopback
                            ? new Admission(Answer.ADMITTED, ANONYMOUS)
                            : new Admission(Answer.NAME_NEEDED, null));
            return;
        }
        byte[] given = password == null ? new byte[0] : password;
        reloadIfChanged();
        Device known = proved(name, given);
        if (known != null) {
            answer.accept(new Admission(Answer.ADMITTED, known));
            return;
        }
        try {
            checker.execute(() -> answer.accept(check(name, given)));
        } catch (RejectedExecutionException e) {
            answer.accept(new Admission(Answer.BUSY, null));
        }
    }

    private Admission check(String name, byte[] password) {
        Device known = proved(name, password); // an earlier one in the queue may have been the same
        if (known != null) {
            return new Admission(Answer.ADMITTED, known);
        }
        Optional<Device> device = devices.authenticate(name, password);
        if (device.isEmpty()) {
            return new Admission(Answer.WRONG, null);
        }
        proofs.put(name, new Proof(device.get(), fastHash(password)));
        return new Admission(Answer.ADMITTED, device.get());
    }

    /** The device as it stands now; empty if it was taken away. Anonymous clients are always there. */
    Optional<Device> current(Device device) {
        return device.equals(ANONYMOUS) ? Optional.of(device) : devices.find(device.name());
    }

    private @Nullable Device proved(String name, byte[] password) {
        Proof proof = proofs.get(name);
        Device device = devices.find(name).orElse(null);
        boolean right = proof != null
                && proof.device().equals(device)
                && MessageDigest.isEqual(proof.fastHash(), fastHash(password));
        return right ? device : null;
    }

    private byte[] fastHash(byte[] password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(memoryKey);
            return mac.doFinal(password);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /** Sets what to run when the devices are others than before. */
    void whenChanged(Runnable action) {
        whenChanged = action;
    }

    /** Reads the file again if it is another than before; keeps the devices known so far if it cannot be read. */
    synchronized void reloadIfChanged() {
        Stamp now = stampOf(file);
        if (file == null || now.equals(stamp)) {
            return;
        }
        stamp = now;
        try {
            devices = Devices.read(file);
        } catch (IOException e) {
            LOG.error("the devices stay as they were: {}", e.getMessage());
            return;
        }
        proofs.keySet().removeIf(name -> devices.find(name).isEmpty());
        LOG.info("read {} devices from {}", devices.all().size(), file);
        whenChanged.run();
    }

    private static Stamp stampOf(@Nullable Path file) {
        if (file == null) {
            return Stamp.ABSENT;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey());
        } catch (NoSuchFileException e) {
            return Stamp.ABSENT;
        } catch (IOException e) {
            LOG.error("cannot look at the devices file {}: {}", file, e.toString());
            return Stamp.ABSENT;
        }
    }

    void close() {
        checker.shutdownNow();
    }
}
