package io.pitchside.app.load;

/** What stands between the fields of a csv file, which also decides what a decimal comma can be. */
enum CsvForm {
    COMMA(','),
    /** As spreadsheets write it where the decimal mark is a comma. */
    SEMICOLON(';'),
    TAB('\t');

    private final char separator;

    CsvForm(char separator) {
        this.separator = separator;
    }

    char separator() {
        return separator;
    }

    /** Whether a number may have a comma in front of its decimals. */
    boolean decimalComma() {
        return this != COMMA;
    }

    /** The form of a file that has this line: by the separator that stands in it most often. */
    static CsvForm of(String line) {
        CsvForm likely = COMMA;
        long most = 0;
        for (CsvForm form : values()) {
            long count = line.chars().filter(c -> c == form.separator).count();
            if (count > most) {
                likely = form;
                most = count;
            }
        }
        return likely;
    }
}
