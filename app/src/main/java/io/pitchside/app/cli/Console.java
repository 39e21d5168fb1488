package io.pitchside.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where one command writes: data to the one side, everything said to people to the other. */
record Console(PrintWriter out, PrintWriter err) {
    static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    void data(String line) {
        out.println(line);
        out.flush();
    }

    void json(JsonNode node) {
        data(node.toPrettyString());
    }

    void table(TextTable table) {
        table.print(out);
        out.flush();
    }

    void progress(String line) {
        err.println(line);
        err.flush();
    }
}
