package io.pitchside.stores.timeseries;

/** A column of an answer: its name, and the store's name of its type in lower case ({@code long}, {@code varchar}, …). */
public record ResultColumn(String name, String type) {
    /** Whether values are numbers, which a table aligns to the right. */
    public boolean numeric() {
        return switch (type) {
            case "byte", "short", "int", "long", "float", "double" -> true;
            default -> false;
        };
    }
}
