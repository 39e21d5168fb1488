package io.pitchside.app.load;

/** An XML file cannot be read behind this place. */
final class XmlBroken extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    XmlBroken(long line, String problem) {
        super(problem);
        this.line = line;
    }

    long line() {
        return line;
    }

    /** What is wrong, without the place. */
    String problem() {
        return String.valueOf(getMessage());
    }
}
