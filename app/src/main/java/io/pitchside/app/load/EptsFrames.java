package io.pitchside.app.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the lines of an EPTS text file are written from one frame to another: registers within registers, each with what
 * parts its fields. Immutable.
 *
 * @param columns what the fields are, in the order in which they stand in a line
 */
record EptsFrames(long firstFrame, long lastFrame, Register register, List<String> columns) {
    /** The column that numbers the frames. */
    static final String FRAME = "framecount";
    /** In front of a ball's channel; a player's channel stands under its own id. */
    static final String BALL = "ball/";

    private static final String PLAYER = "player/";
    private static final int COLUMNS_MAX = 5_000;

    /** @param column the only one of a register that is not split; -1 for the others */
    record Register(String separator, List<Register> parts, int column) {}

    /** @throws IllegalArgumentException if the specification is none; the message says why, with the line */
    static EptsFrames of(XmlElement specification) {
        List<String> columns = new ArrayList<>();
        Register register = register(specification, columns);
        if (!columns.contains(FRAME)) {
            throw new IllegalArgumentException("line " + specification.line()
                    + ": the data format has no StringRegister frameCount, so frames cannot be told apart");
        }
        return new EptsFrames(
                number(specification, "startframe"), number(specification, "endframe"), register, List.copyOf(columns));
    }

    private static long number(XmlElement element, String attribute) {
        String text = element.attribute(attribute);
        if (!text.matches("\\d{1,12}")) {
            throw new IllegalArgumentException("line " + element.line() + ": " + attribute + " is " + Row.quoted(text)
                    + ", expected the number of a frame");
        }
        return Long.parseLong(text);
    }

    private static Register register(XmlElement element, List<String> columns) {
        String separator = element.attributes().getOrDefault("separator", "");
        if (separator.isEmpty()) {
            throw new IllegalArgumentException("line " + element.line() + ": " + element.name() + " says no separator");
        }
        List<Register> parts = new ArrayList<>();
        for (XmlElement child : element.children()) {
            switch (child.name()) {
                case "splitregister" -> parts.add(register(child, columns));
                case "stringregister" -> parts.add(column(child.attribute("name"), "", columns));
                case "playerchannelref" -> parts.add(column(child.attribute("playerchannelid"), PLAYER, columns));
                case "ballchannelref" -> parts.add(column(child.attribute("channelid"), BALL, columns));
                default ->
                    throw new IllegalArgumentException(
                            "line " + child.line() + ": " + child.name() + " is no part of a data format");
            }
        }
        return new Register(separator, List.copyOf(parts), -1);
    }

    private static Register column(String name, String kind, List<String> columns) {
        if (columns.size() >= COLUMNS_MAX) {
            throw new IllegalArgumentException("a line has more than " + COLUMNS_MAX + " fields");
        }
        columns.add(kind + (kind.isEmpty() ? name.toLowerCase(Locale.ROOT) : name));
        return new Register("", List.of(), columns.size() - 1);
    }

    boolean has(long frame) {
        return frame >= firstFrame && frame <= lastFrame;
    }

    /** Where a channel of a player stands; -1 where it is not written. */
    int playerColumn(String playerChannelId) {
        return columns.indexOf(PLAYER + playerChannelId);
    }

    /** Where a channel of the ball stands; -1 where it is not written. */
    int ballColumn(String channelId) {
        return columns.indexOf(BALL + channelId);
    }

    int frameColumn() {
        return columns.indexOf(FRAME);
    }

    /** The fields of a line in the order of {@link #columns}; a slot that is empty has empty fields. */
    Row row(String line) {
        String[] values = new String[columns.size()];
        Arrays.fill(values, "");
        String problem = take(register, line, values);
        Row row = Row.ofFields(List.of(values));
        if (problem != null) {
            row.fail(problem);
        }
        return row;
    }

    private static @Nullable String take(Register register, String text, String[] values) {
        if (register.column >= 0) {
            values[register.column] = text;
            return null;
        }
        if (text.isBlank()) {
            return null;
        }
        List<String> parts = split(text, register.separator);
        // Many writers end every register with its separator.
        if (parts.size() == register.parts.size() + 1
                && parts.get(parts.size() - 1).isBlank()) {
            parts.remove(parts.size() - 1);
        }
        if (parts.size() != register.parts.size()) {
            return "has " + parts.size() + " parts between \"" + register.separator + "\" at " + Row.quoted(text)
                    + ", the metadata describes " + register.parts.size();
        }
        String problem = null;
        for (int i = 0; i < parts.size() && problem == null; i++) {
            problem = take(register.parts.get(i), parts.get(i), values);
        }
        return problem;
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return parts;
    }
}
