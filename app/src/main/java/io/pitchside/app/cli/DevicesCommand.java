package io.pitchside.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pitchside.connectors.mqtt.Device;
import io.pitchside.connectors.mqtt.Devices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Keeps the file of the devices that may publish; a running platform reads it again when it changes. */
@Command(name = "devices", description = "The devices that may publish to the sensors' door.")
final class DevicesCommand implements Runnable {
    private static final int PASSWORD_BYTES = 18;

    private final SiteOptions options;
    private final InputStream in;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    /** @param in where {@code --password-stdin} reads from */
    DevicesCommand(SiteOptions options, InputStream in) {
        this.options = options;
        this.in = in;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do: add NAME, list, remove NAME");
    }

    @Command(
            name = "add",
            description = "Adds a device, or gives one a new password and other stadiums. Prints the password, which is"
                    + " kept nowhere else.")
    int add(
            @Parameters(paramLabel = "NAME", description = "What the device calls itself: its MQTT user name.")
                    String name,
            @Option(
                            names = "--stadium",
                            paramLabel = "ID",
                            description = "The stadium it may publish under; may be repeated. Without it: all of them.")
                    @Nullable
                    List<String> stadiums,
            @Option(names = "--password-stdin", description = "Reads the password from standard input instead.")
                    boolean passwordFromInput)
            throws CommandFailure {
        Path file = options.configuration().devicesFile();
        String password = passwordFromInput ? typed() : random();
        List<String> allowed = stadiums == null || stadiums.isEmpty() ? List.of(Device.EVERY_STADIUM) : stadiums;
        try {
            write(read(file).add(name, password, allowed), file);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongCall(String.valueOf(e.getMessage()));
        }
        Console console = Console.of(spec);
        console.progress("device " + name + " may publish under "
                + (allowed.contains(Device.EVERY_STADIUM) ? "every stadium" : String.join(", ", allowed)) + "; in "
                + file);
        if (!passwordFromInput) {
            console.data(password);
        }
        return ExitCodes.DONE;
    }

    @Command(name = "list", description = "Lists them.")
    int list(@Option(names = "--json", description = "Prints JSON.") boolean json) throws CommandFailure {
        Devices devices = read(options.configuration().devicesFile());
        Console console = Console.of(spec);
        if (json) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Device device : devices.all()) {
                ArrayNode stadiums =
                        array.addObject().put("name", device.name()).putArray("stadiums");
                device.stadiums().forEach(stadiums::add);
            }
            console.json(array);
            return ExitCodes.DONE;
        }
        TextTable table = new TextTable("device", "stadiums");
        devices.all().forEach(device -> table.add(device.name(), String.join(", ", device.stadiums())));
        console.table(table);
        return ExitCodes.DONE;
    }

    @Command(name = "remove", description = "Removes one; its password is good for nothing from then on.")
    int remove(@Parameters(paramLabel = "NAME") String name) throws CommandFailure {
        Path file = options.configuration().devicesFile();
        try {
            write(read(file).remove(name), file);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongCall(e.getMessage() + "; ./pitchside devices list shows those there are");
        }
        Console.of(spec).progress("device " + name + " is removed; in " + file);
        return ExitCodes.DONE;
    }

    private String typed() throws CommandFailure {
        try {
            String line = new BufferedReader(new InputStreamReader(in, UTF_8)).readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.WRONG_CALL, "no password can be read from standard input: " + e, e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Devices read(Path file) throws CommandFailure {
        try {
            return Devices.read(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.WRONG_CALL, String.valueOf(e.getMessage()), e);
        }
    }

    private static void write(Devices devices, Path file) throws CommandFailure {
        try {
            devices.write(file);
        } catch (IOException e) {
            throw new CommandFailure(ExitCodes.WRONG_CALL, "devices file " + file + " cannot be written: " + e, e);
        }
    }
}
