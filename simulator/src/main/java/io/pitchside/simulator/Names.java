package io.pitchside.simulator;

import java.util.HashSet;
import java.util.Set;

/** Names that sound like names and belong to nobody: put together from syllables. Not thread-safe. */
final class Names {
    private static final String[] FIRST = {
        "Aldo", "Brenn", "Cato", "Davor", "Edric", "Fenno", "Garo", "Hale", "Ivor", "Jorin", "Kell", "Lenn", "Mato",
        "Nevin", "Oren", "Pavo", "Quill", "Rasko", "Soren", "Tavi", "Ulmar", "Vito", "Wim", "Yaro", "Zeno"
    };
    private static final String[] START = {
        "Bram", "Cald", "Dorn", "Elm", "Far", "Grel", "Hal", "Isk", "Jor", "Karn", "Lund", "Mer", "Nor", "Orv", "Pell",
        "Rav", "Sten", "Tarn", "Ulv", "Vand", "Wes", "Yel", "Zan"
    };
    private static final String[] END = {
        "ado", "bek", "cott", "dell", "eno", "fray", "gan", "hurst", "ic", "jen", "kiss", "lund", "mar", "nov", "olo",
        "quist", "rand", "sky", "tov", "una", "vay", "wick", "zel"
    };
    private static final String[] TOWN = {
        "Ostermere",
        "Valdane",
        "Kestrelby",
        "Brannoch",
        "Redvale",
        "Halvorsund",
        "Mirefield",
        "Castrelo",
        "Quarrow",
        "Lindmoor",
        "Averno",
        "Tollgate",
        "Sandhaven",
        "Norrvik",
        "Peldon Cross",
        "Corvale"
    };
    private static final String[] CLUB = {"Rovers", "Athletic", "United", "Wanderers", "City", "Albion", "Rangers"};
    /** Shirt colours in pairs that can be told apart, also by most people who see colours differently. */
    private static final String[][] COLOURS = {
        {"#d62839", "#1d7fd1"},
        {"#f2b705", "#5b2a86"},
        {"#0b8f6a", "#e85d04"},
        {"#1b3a8f", "#f28482"},
        {"#7a1f3d", "#3fb8af"},
        {"#e4572e", "#17324d"}
    };

    private final Dice dice;
    private final Set<String> given = new HashSet<>();

    Names(Dice dice) {
        this.dice = dice;
    }

    /** A name that this match does not have yet. */
    String person() {
        String name;
        do {
            name = oneOf(FIRST) + " " + oneOf(START) + oneOf(END);
        } while (!given.add(name));
        return name;
    }

    /** A club of a town that this match does not have yet. */
    String club() {
        String town;
        do {
            town = oneOf(TOWN);
        } while (!given.add(town));
        return town + " " + oneOf(CLUB);
    }

    /** Colours of home and away. */
    String[] colours() {
        return COLOURS[dice.below(COLOURS.length)].clone();
    }

    private String oneOf(String[] words) {
        return words[dice.below(words.length)];
    }
}
