package io.pitchside.connectors.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JacksonException;
import io.pitchside.model.event.EventJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The devices that may publish to the front door, as a file keeps them. Immutable: adding and removing give a new value,
 * which {@link #write} puts in place of the file; a running front door reads it within seconds.
 *
 * <p>File: {@code {"devices":[{"name":"tag-7","salt":"<base64>","password_pbkdf2":"<base64>","stadiums":["*"]}]}}.
 * Passwords are kept as PBKDF2 with HMAC-SHA-256, {@link #ROUNDS} rounds, 256 bits.
 */
public final class Devices {
    public static final int ROUNDS = 10_000;
    public static final int PASSWORD_CHARS_MIN = 8;
    public static final int PASSWORD_CHARS_MAX = 256;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;
    private static final Devices NONE = new Devices(List.of());

    private final Map<String, Device> byName;

    /** The file's outermost object. */
    private record FileForm(@Nullable List<Device> devices) {}

    private Devices(Collection<Device> devices) {
        Map<String, Device> map = new LinkedHashMap<>();
        for (Device device : devices) {
            if (device == null) {
                throw new IllegalArgumentException("null is no device");
            }
            if (map.put(device.name(), device) != null) {
                throw new IllegalArgumentException("device \"" + device.name() + "\" stands twice");
            }
        }
        byName = map;
    }

    public static Devices none() {
        return NONE;
    }

    /**
     * Reads the file; one that does not exist holds no devices.
     *
     * @throws IOException if it cannot be read or is no such file; the message names it and says where
     */
    public static Devices read(Path file) throws IOException {
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return NONE;
        }
        try {
            List<Device> devices = EventJson.read(json, FileForm.class).devices();
            return new Devices(devices == null ? List.of() : devices);
        } catch (JacksonException e) {
            // The original message has no excerpt of the file, which would carry hashes.
            throw new IOException("devices file " + file + " is not readable: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException("devices file " + file + ": " + e.getMessage(), e);
        }
    }

    /** Replaces the file in one step; only its owner may read it. */
    public void write(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        Path folder = target.getParent();
        Files.createDirectories(folder);
        // A temporary file is created for its owner alone (mode 0600), and the move keeps that.
        Path fresh = Files.createTempFile(folder, ".devices-", ".json");
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer json = ByteBuffer.wrap(json());
                while (json.hasRemaining()) {
                    channel.write(json);
                }
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private byte[] json() throws IOException {
        return EventJson.writer()
                .withDefaultPrettyPrinter()
                .writeValueAsBytes(new FileForm(new ArrayList<>(byName.values())));
    }

    public Collection<Device> all() {
        return List.copyOf(byName.values());
    }

    public Optional<Device> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * These devices and one more, or with another password and other stadiums for one that is already there.
     *
     * @throws IllegalArgumentException if the name or the password is unsuitable
     */
    public Devices add(String name, String password, List<String> stadiums) {
        if (password.length() < PASSWORD_CHARS_MIN || password.length() > PASSWORD_CHARS_MAX) {
            throw new IllegalArgumentException("the password of device \"" + name + "\" has " + password.length()
                    + " characters, allowed are " + PASSWORD_CHARS_MIN + " to " + PASSWORD_CHARS_MAX);
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        Device device =
                new Device(name, base64.encodeToString(salt), base64.encodeToString(hash(password, salt)), stadiums);
        Map<String, Device> changed = new LinkedHashMap<>(byName);
        changed.put(name, device);
        return new Devices(changed.values());
    }

    /**
     * These devices without the named one.
     *
     * @throws IllegalArgumentException if there is no such device
     */
    public Devices remove(String name) {
        Map<String, Device> changed = new LinkedHashMap<>(byName);
        if (changed.remove(name) == null) {
            throw new IllegalArgumentException("there is no device \"" + name + "\"");
        }
        return new Devices(changed.values());
    }

    /**
     * The device of that name, if the password is its own. Takes about ten milliseconds of computing whatever the
     * answer, so that the time does not tell which names exist.
     */
    public Optional<Device> authenticate(String name, byte[] password) {
        Device device = byName.get(name);
        String text = new String(password, UTF_8);
        if (text.length() > PASSWORD_CHARS_MAX) {
            return Optional.empty();
        }
        byte[] salt =
                device == null ? new byte[SALT_BYTES] : Base64.getDecoder().decode(device.salt());
        byte[] given = hash(text, salt);
        if (device == null || !MessageDigest.isEqual(given, Base64.getDecoder().decode(device.passwordPbkdf2()))) {
            return Optional.empty();
        }
        return Optional.of(device);
    }

    /** Whether the named device may publish under the stadium. */
    public boolean mayPublish(String name, String stadium) {
        return find(name).map(device -> device.mayPublish(stadium)).orElse(false);
    }

    private static byte[] hash(String password, byte[] salt) {
        PBEKeySpec secret = new PBEKeySpec(password.toCharArray(), salt, ROUNDS, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(secret)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        } finally {
            secret.clearPassword();
        }
    }
}
